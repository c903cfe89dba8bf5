using PolyCloud.ContainerWorker.Paper;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Backtest;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Inputs;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Tests.Backtest;

/// <summary>The money inputs of a journaled run of one window, booked by two who are not the engine: plain addition, and the paper account.</summary>
internal sealed record JournalLedger(int Fills, Money Plain, Money Paper)
{
    public static JournalLedger Of(JournalRun run)
    {
        Dictionary<(Guid, long), Fill> fills = [];
        List<InventoryOperationReport> operations = [];
        (MarketId Market, MarketSpec Spec)? added = null;
        Outcome? winner = null;
        var room = new DecodeRoom();
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            if (entry.Kind != JournalRecordKind.Step)
            {
                continue;
            }

            var step = StepRecord.Read(entry.Payload, room);
            var fields = new PayloadReader(step.Input, room);
            switch (step.Codec.Kind)
            {
                case InputKind.AddMarket:
                    added ??= (new MarketId(step.Answer), AddMarketInput.Read(ref fields).Spec);
                    break;
                case InputKind.Fill:
                    var fill = FillInput.Read(ref fields).Fill;
                    fills[(fill.Trade, fill.Intent.Number)] = fill;
                    break;
                case InputKind.InventoryOperation:
                    operations.Add(InventoryOperationInput.Read(ref fields).Report);
                    break;
                case InputKind.Resolution:
                    winner = ResolutionInput.Read(ref fields).Winner;
                    break;
                default:
                    break;
            }
        }

        Assert.NotNull(added);
        Assert.NotNull(winner);
        var plain = new OwnLedger(added.Value.Spec.Fees);
        var paper = new PaperWallet(Money.Zero);
        foreach (var fill in fills.Values.Where(static fill => fill.Status != FillStatus.Failed))
        {
            plain.Take(fill);
            paper.Take(fill);
        }

        // The paper account merges nothing: a pair is paid its dollar at the end instead.
        foreach (var operation in operations.Where(static operation => operation.State == InventoryOperationState.Confirmed))
        {
            plain.Take(operation);
        }

        paper.Resolve(added.Value.Market, winner.Value);
        return new JournalLedger(fills.Count, plain.Settled(winner.Value), paper.Cash);
    }
}
