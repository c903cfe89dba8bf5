using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Intents;

namespace PolyCloud.Storage.Tests.Intents;

internal static class SampleIntents
{
    public static IntentRecord Number(long number) => new()
    {
        Intent = new IntentId(number),
        Epoch = 3,
        OrderHash = new Hash256((ulong)number, 2, 3, ulong.MaxValue),
        Salt = (1L << 53) - number,
        Condition = new Hash256(5, 6, 7, 8),
        Token = new Hash256(9, 10, 11, 12),
        Side = number % 2 == 0 ? Side.Buy : Side.Sell,
        Price = new Price((int)(number % 10_000)),
        Size = new Size(number * 1_000_003),
        Type = (OrderType)(number % 4),
        At = new Timestamp(1_773_307_200_000_000 + number),
    };
}
