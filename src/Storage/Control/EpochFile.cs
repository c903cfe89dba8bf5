using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Control;

/// <summary>
/// The highest fencing epoch this machine has used, as decimal text in a file: a store that was lost or rolled back cannot make
/// an epoch come back.
/// </summary>
public sealed class EpochFile(string path)
{
    public string Path { get; } = path;

    /// <summary>The highest epoch used here, 0 where none was.</summary>
    /// <exception cref="StoreUnavailableException">The file is there and is no epoch.</exception>
    public long Read()
    {
        if (DurableFile.Read(Path) is not { } content)
        {
            return 0;
        }

        return Utf8Parser.TryParse(content, out long epoch, out var consumed) && consumed == content.Length && epoch > 0
            ? epoch
            : throw new StoreUnavailableException($"The epoch file {Path} does not hold an epoch. Write the highest epoch ever used into it.");
    }

    /// <summary>The next epoch: max(<paramref name="storeEpoch"/>, this file) + 1, written durably before it is returned.</summary>
    /// <exception cref="StoreUnavailableException">No epoch may be used.</exception>
    public long Advance(long storeEpoch)
    {
        var epoch = Math.Max(storeEpoch, Read()) + 1;
        DurableFile.Replace(Path, Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture)));
        return epoch;
    }
}
