namespace PolyCloud.Scenarios.Crashes;

/// <summary>A test that is skipped, with the reason, where no small disk can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible)
        {
            Skip = "A file system in memory can be mounted by root on Linux only.";
        }
    }
}
