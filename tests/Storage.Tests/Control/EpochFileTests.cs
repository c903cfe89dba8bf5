using PolyCloud.Storage.Control;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Control;

public sealed class EpochFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private EpochFile Epochs => new(_directory.File("epoch"));

    [Fact]
    public void The_next_epoch_is_above_store_and_file_and_is_in_the_file()
    {
        Assert.Equal(0, Epochs.Read());
        Assert.Equal(1, Epochs.Advance(storeEpoch: 0));
        Assert.Equal(8, Epochs.Advance(storeEpoch: 7));
        Assert.Equal(9, Epochs.Advance(storeEpoch: 2));
        Assert.Equal(9, Epochs.Read());
        Assert.Equal("9", File.ReadAllText(Epochs.Path));
    }

    [Fact]
    public void A_file_without_an_epoch_is_an_error_and_stays()
    {
        foreach (var content in new[] { "", "x", "5x", "-1", "0", "99999999999999999999" })
        {
            File.WriteAllText(Epochs.Path, content);
            var refused = Assert.Throws<StoreUnavailableException>(() => Epochs.Advance(3));
            Assert.Contains(Epochs.Path, refused.Message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(Epochs.Path));
        }
    }
}
