using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>
/// Merges and splits of earlier epochs, as executions that this epoch's engine can book: it asked for none of them. A merge is the
/// sale of both outcomes at half a dollar each, a split the purchase: the same in tokens, in dollars and in profit.
/// </summary>
internal static class PastOperations
{
    private static readonly Price Half = Price.Cents(50);

    /// <summary>The two executions; empty for a redemption, whose payout is booked with the winner.</summary>
    /// <param name="number">Counts the operations of earlier epochs, from 1; their orders get numbers far below those of foreign orders.</param>
    public static IEnumerable<Fill> FillsOf(OperationRecord record, MarketId market, int number)
    {
        if (record.Kind == InventoryOperationKind.Redeem)
        {
            yield break;
        }

        foreach (var outcome in (Outcome[])[Outcome.Up, Outcome.Down])
        {
            yield return new Fill
            {
                Trade = IdOf(record, outcome),
                Intent = new IntentId(long.MinValue + (2L * number) + (int)outcome),
                Market = market,
                Outcome = outcome,
                Side = record.Kind == InventoryOperationKind.Merge ? Side.Sell : Side.Buy,
                Price = Half,
                Size = record.Amount,
                Amount = new Money(outcome == Outcome.Up ? record.Amount.Units / 2 : record.Amount.Units - (record.Amount.Units / 2)),
                IsMaker = true,
                Status = FillStatus.Confirmed,
                VenueTime = record.Updated,
            };
        }
    }

    private static Guid IdOf(OperationRecord record, Outcome outcome)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"operation {record.Epoch} {record.Number} {outcome}"), hash);
        return new Guid(BinaryPrimitives.ReadInt32BigEndian(hash), BinaryPrimitives.ReadInt16BigEndian(hash[4..]), BinaryPrimitives.ReadInt16BigEndian(hash[6..]), hash[8..16].ToArray());
    }
}
