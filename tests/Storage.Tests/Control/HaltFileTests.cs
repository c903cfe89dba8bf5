using PolyCloud.Engine.Values;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Control;

public sealed class HaltFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private HaltFile Flag => new(_directory.File("halt.json"));

    [Fact]
    public void Without_a_file_nothing_is_halted()
    {
        Assert.Null(Flag.Read());
        Assert.Null(new HaltFile(_directory.File("no/such/directory/halt.json")).Read());
        Flag.Lift();
    }

    [Fact]
    public void A_halt_is_read_back_replaced_and_lifted()
    {
        var first = new HaltRecord("loss \"too\" large", "operator", new Timestamp(1_773_307_200_000_001));
        Flag.Halt(first);
        Assert.Equal(first, Flag.Read());
        Flag.Halt(first with { Reason = "drill" });
        Assert.Equal("drill", Flag.Read()!.Reason);
        Assert.Equal(["halt.json"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
        Flag.Lift();
        Assert.Null(Flag.Read());
    }

    [Fact]
    public void A_file_that_cannot_be_understood_is_a_halt_that_says_so()
    {
        foreach (var content in new[] { "", "halt!", "[]", "{}", "{\"reason\":1,\"who\":\"x\",\"atMicros\":2}", "{\"reason\":\"r\",\"who\":\"x\",\"atMicros\":1.5}" })
        {
            File.WriteAllText(Flag.Path, content);
            Assert.Contains("cannot be understood", Flag.Read()!.Reason, StringComparison.Ordinal);
        }

        File.Delete(Flag.Path);
        Directory.CreateDirectory(Flag.Path);
        Assert.NotNull(Flag.Read());
    }

    [Fact]
    public void A_halt_that_cannot_be_written_is_an_error()
    {
        File.WriteAllText(_directory.File("file"), "");
        var nowhere = new HaltFile(Path.Combine(_directory.File("file"), "halt.json"));
        Assert.Throws<StoreUnavailableException>(() => nowhere.Halt(new HaltRecord("r", "w", default)));
    }
}
