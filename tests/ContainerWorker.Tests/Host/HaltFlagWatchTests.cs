using PolyCloud.ContainerWorker.Host;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Control;

namespace PolyCloud.ContainerWorker.Tests.Host;

public sealed class HaltFlagWatchTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-flag");
    private readonly List<string> _told = [];
    private readonly HaltFile _file;
    private readonly HaltFlagWatch _watch;

    public HaltFlagWatchTests()
    {
        _file = HaltFlag.Of(_directory.FullName);
        _watch = new HaltFlagWatch(_file, halt => _told.Add("set " + halt.Reason), () => _told.Add("lifted"));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_flag_set_and_lifted_by_somebody_else_is_told_once_each()
    {
        Assert.Null(_watch.Start());
        _watch.Look();
        _file.Halt(new HaltRecord("why", "who", default));
        _watch.Look();
        _watch.Look();
        _file.Lift();
        _watch.Look();
        _watch.Look();
        Assert.Equal(["set why", "lifted"], _told);
    }

    [Fact]
    public void What_the_owner_does_is_not_told_back()
    {
        _ = _watch.Start();
        _watch.Set(new HaltRecord("why", "who", default));
        _watch.Look();
        _watch.Lift();
        _watch.Look();
        Assert.Empty(_told);
    }

    [Fact]
    public void A_flag_that_stood_at_the_start_is_told_when_it_is_lifted()
    {
        _file.Halt(new HaltRecord("before", "who", Timestamp.FromSeconds(1)));
        Assert.Equal("before", _watch.Start()?.Reason);
        _watch.Look();
        _file.Lift();
        _watch.Look();
        Assert.Equal(["lifted"], _told);
    }

    [Fact]
    public void A_flag_that_cannot_be_understood_is_a_halt()
    {
        _ = _watch.Start();
        File.WriteAllText(_file.Path, "{");
        _watch.Look();
        Assert.StartsWith("set", Assert.Single(_told), StringComparison.Ordinal);
    }
}
