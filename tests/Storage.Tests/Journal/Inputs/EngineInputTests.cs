using System.Reflection;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Tests.Journal.Inputs;

public class EngineInputTests
{
    private static readonly Type[] InputTypes =
    [
        .. typeof(InputCatalog).Assembly.GetTypes().Where(type => Array.Exists(
            type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEngineInput<>))),
    ];

    public static TheoryData<Type> PlainInputs => [.. InputTypes.Where(type => !type.IsByRefLike)];

    /// <summary>A method of the engine that changes it: it writes effects or returns nothing.</summary>
    private static IEnumerable<MethodInfo> EngineInputs => typeof(TradingEngine)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName
            && (method.ReturnType == typeof(void) || Array.Exists(method.GetParameters(), parameter => parameter.ParameterType == typeof(EffectBuffer))));

    [Fact]
    public void Every_method_that_changes_the_engine_has_a_codec() =>
        Assert.Equal(EngineInputs.Select(method => method.Name).Order(), InputCatalog.All.Select(codec => codec.Method).Order());

    [Fact]
    public void Every_input_type_is_in_the_catalog() => Assert.Equal(InputTypes.Length, InputCatalog.All.Count());

    [Fact]
    public void Every_method_that_changes_the_engine_can_be_called_through_its_journal() =>
        Assert.All(EngineInputs, method => Assert.NotNull(typeof(JournaledEngine).GetMethod(method.Name)));

    [Theory]
    [MemberData(nameof(PlainInputs))]
    public void Every_field_of_an_input_comes_back_from_its_bytes(Type type)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            _ = typeof(EngineInputTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
                .Invoke(null, [new RandomValues(seed).Of(type)]);
        }
    }

    [Fact]
    public void Both_sides_of_a_book_come_back_from_their_bytes()
    {
        BookLevel[] bids = [new(Price.Cents(40), Size.Shares(3)), new(Price.Cents(39), Size.Shares(5))];
        BookLevel[] asks = [.. Enumerable.Range(1, 400).Select(units => new BookLevel(new Price(5_000 + units), new Size(units)))];
        var bytes = new byte[16_384];
        var writer = new PayloadWriter(bytes);
        new BookSnapshotInput(new MarketId(3), Outcome.Down, new Timestamp(77), bids, asks).Write(ref writer);
        var reader = new PayloadReader(bytes.AsSpan(0, writer.Length), new DecodeRoom());
        var read = BookSnapshotInput.Read(ref reader);
        Assert.Equal((new MarketId(3), Outcome.Down, new Timestamp(77)), (read.Market, read.Outcome, read.VenueTime));
        Assert.Equal(bids, read.Bids.ToArray());
        Assert.Equal(asks, read.Asks.ToArray());
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void The_changes_of_a_frame_come_back_from_their_bytes()
    {
        BookDelta[] deltas = [new(Outcome.Down, Side.Sell, Price.Cents(61), Size.Zero), new(Outcome.Up, Side.Buy, Price.Cents(39), Size.Shares(9))];
        var bytes = new byte[1_024];
        var writer = new PayloadWriter(bytes);
        new BookDeltasInput(new MarketId(1), new Timestamp(5), deltas).Write(ref writer);
        var reader = new PayloadReader(bytes.AsSpan(0, writer.Length), new DecodeRoom());
        var read = BookDeltasInput.Read(ref reader);
        Assert.Equal((new MarketId(1), new Timestamp(5)), (read.Market, read.VenueTime));
        Assert.Equal(deltas, read.Deltas.ToArray());
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void A_count_larger_than_its_record_is_refused_before_room_is_made_for_it()
    {
        var bytes = new byte[64];
        var writer = new PayloadWriter(bytes);
        writer.Int32(1);
        writer.Time(new Timestamp(5));
        writer.Int32(int.MaxValue);
        var codec = InputCatalog.All.Single(candidate => candidate.Kind == InputKind.BookDeltas);
        Assert.Contains("count", Assert.Throws<JournalUnreadableException>(() => codec.Check(bytes, new DecodeRoom())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_of_a_layout_is_named() =>
        Assert.Contains("layout version 9", Assert.Throws<JournalUnreadableException>(() => InputCatalog.Find((byte)InputKind.Oracle, 9)).Message, StringComparison.Ordinal);

    private static void RoundTrip<T>(T input)
        where T : struct, IEngineInput<T>
    {
        var bytes = new byte[4_096];
        var writer = new PayloadWriter(bytes);
        input.Write(ref writer);
        var reader = new PayloadReader(bytes.AsSpan(0, writer.Length), new DecodeRoom());
        var read = T.Read(ref reader);

        // Records that hold lists are equal only to themselves: their texts tell.
        Assert.True(input.Equals(read) || ExactJson.Write(input).SequenceEqual(ExactJson.Write(read)), $"a field of {typeof(T).Name} was lost");
        Assert.Equal(0, reader.Remaining);
    }
}
