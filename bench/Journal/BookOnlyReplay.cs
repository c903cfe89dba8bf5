using PolyCloud.Engine.Book;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Bench.Journal;

/// <summary>A journal's book inputs into books and nothing else: what reading, checking and applying a record costs.</summary>
internal static class BookOnlyReplay
{
    /// <returns>Records of every kind that were read, and the seconds of processor it took.</returns>
    public static (long Records, double Seconds) Run(JournalRun run)
    {
        var books = new Dictionary<(MarketId, Outcome), OrderBook>();
        var room = new DecodeRoom();
        var records = 0L;
        var began = ThreadTime.Now();
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            records++;
            var step = StepRecord.Read(entry.Payload, room);
            room.Reset();
            var fields = new PayloadReader(step.Input, room);
            if (step.Codec.Kind == InputKind.BookSnapshot)
            {
                var snapshot = BookSnapshotInput.Read(ref fields);
                Of(books, snapshot.Market, snapshot.Outcome).ApplySnapshot(snapshot.VenueTime, snapshot.Bids, snapshot.Asks);
            }
            else if (step.Codec.Kind == InputKind.BookDeltas)
            {
                var changes = BookDeltasInput.Read(ref fields);
                foreach (ref readonly var delta in changes.Deltas)
                {
                    Of(books, changes.Market, delta.Outcome).Apply(changes.VenueTime, delta.Side, delta.Price, delta.Size);
                }
            }
        }

        return (records, (ThreadTime.Now() - began).TotalSeconds);
    }

    private static OrderBook Of(Dictionary<(MarketId, Outcome), OrderBook> books, MarketId market, Outcome outcome)
    {
        if (!books.TryGetValue((market, outcome), out var book))
        {
            books[(market, outcome)] = book = new OrderBook();
        }

        return book;
    }
}
