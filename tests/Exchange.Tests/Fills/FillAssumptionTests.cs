using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Fills.Queues;

namespace PolyCloud.Exchange.Tests.Fills;

/// <summary>The same orders in the same random markets under each assumption and each queue model.</summary>
public sealed class FillAssumptionTests
{
    private const int Intents = 12;

    public static TheoryData<int> Models => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_orders_fills_rise_from_pessimistic_over_realistic_to_optimistic(int model) => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
    {
        var runs = Enum.GetValues<FillAssumption>().Select(assumption => Play(new PaperStream(assumption, Model(model)), seed, late: 0)).ToArray();
        for (var intent = 1; intent <= Intents; intent++)
        {
            if (runs[0].Filled(intent) > runs[1].Filled(intent) || runs[1].Filled(intent) > runs[2].Filled(intent))
            {
                return false.Label($"order {intent}: {runs[0].Filled(intent)}, {runs[1].Filled(intent)}, {runs[2].Filled(intent)}");
            }
        }

        return true.Label("");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Models))]
    public void Who_joins_the_queue_late_is_filled_less(int model)
    {
        double early = 0;
        double late = 0;
        for (uint seed = 0; seed < 200; seed++)
        {
            early += JoinAndWait(model, seed, before: true);
            late += JoinAndWait(model, seed, before: false);
        }

        Assert.True(late < early, $"late {late}, early {early}");
    }

    /// <summary>One order at 48, either before the others come to the level or after.</summary>
    private static double JoinAndWait(int model, uint seed, bool before)
    {
        var random = new DeterministicRandom(seed);
        var stream = new PaperStream(FillAssumption.Realistic, Model(model)).Book([(48, 20)], [(50, 100)]);
        _ = before ? stream.Place(1, Side.Buy, 48, 50) : stream;
        stream.Pass(500).SetLevel(Side.Buy, 48, 300).Pass(500);
        _ = before ? stream : stream.Place(1, Side.Buy, 48, 50);
        var left = 300;
        for (var step = 0; step < 6; step++)
        {
            var gone = random.NextInt32(60);
            left -= gone;
            stream.Pass(300).SetLevel(Side.Buy, 48, left);
            _ = random.Chance(0.5) && gone > 0 ? stream.Print(Side.Sell, 48, gone) : stream;
        }

        return stream.Filled(1);
    }

    private static PaperStream Play(PaperStream stream, uint seed, int late)
    {
        var random = new DeterministicRandom(seed);
        stream.Book([(48, 50), (47, 80)], [(50, 50), (51, 80)]);
        var intent = 0;
        for (var step = 0; step < 120; step++)
        {
            stream.Pass(random.NextInt32(80) + late);
            var side = random.Chance(0.5) ? Side.Buy : Side.Sell;
            switch (random.NextInt32(8))
            {
                case 0 when intent < Intents:
                    stream.Place(++intent, side, side == Side.Buy ? 46 + random.NextInt32(3) : 50 + random.NextInt32(3), 5 + random.NextInt32(40));
                    break;
                case 1 when intent > 0:
                    stream.Cancel(1 + random.NextInt32(intent));
                    break;
                case 2 or 3:
                    stream.Print(side, side == Side.Sell ? 46 + random.NextInt32(3) : 50 + random.NextInt32(3), 1 + random.NextInt32(90));
                    break;
                case 4:
                    var mid = 46 + random.NextInt32(7);
                    stream.Book([(mid - 1, 40), (mid - 2, 90)], [(mid + 1, 40), (mid + 2, 90)]);
                    break;
                default:
                    stream.SetLevel(side, side == Side.Buy ? 46 + random.NextInt32(3) : 50 + random.NextInt32(3), random.NextInt32(120));
                    break;
            }
        }

        return stream;
    }

    private static IQueueModel Model(int number) => number switch
    {
        0 => new CancelsFromBehind(),
        1 => new ProportionalCancels(),
        _ => new PowerCancels(3),
    };
}
