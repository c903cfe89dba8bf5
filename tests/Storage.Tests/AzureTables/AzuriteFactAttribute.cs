namespace PolyCloud.Storage.Tests.AzureTables;

/// <summary>A test that is skipped, with the reason, where Azurite is not installed.</summary>
internal sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = AzuriteInstallation.MissingReason;
}
