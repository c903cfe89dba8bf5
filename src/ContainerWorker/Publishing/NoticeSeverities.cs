using PolyCloud.Engine.Effects;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>How much a reason that is told to people matters.</summary>
internal static class NoticeSeverities
{
    public static NoticeSeverity Of(Reason reason) => reason switch
    {
        Reason.InvariantBroken or Reason.SettlementMismatch or Reason.LeaseLost or Reason.OrderIdMismatch or Reason.BotDrawdown or Reason.PortfolioDrawdown or Reason.DailyLossLimit
            or Reason.StateStoreUnavailable or Reason.JournalBehind or Reason.CancelNotConfirmed or Reason.SettlementFailed or Reason.Overfill or Reason.ForeignOrder
            or Reason.BotFailed or Reason.ManualHalt or Reason.ManualFlatten => NoticeSeverity.Critical,
        Reason.None or Reason.Shutdown or Reason.ParametersChanged or Reason.Dust => NoticeSeverity.Information,
        _ => NoticeSeverity.Warning,
    };
}
