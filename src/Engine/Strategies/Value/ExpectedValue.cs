using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Value;

/// <summary>
/// What a share is expected to gain, in 1/10 000 dollar: bought at p, q − p − fee(p); sold at p, p − fee(p) − q. The probability is
/// rounded against us, the fee up. Resting orders pay no fee.
/// </summary>
internal static class ExpectedValue
{
    public static int OfTaking(in FairValueEstimate fair, Outcome outcome, Price ask, FeeSchedule fees) =>
        OfResting(fair, outcome, ask) - ShareFee.Units(fees, ask);

    public static int OfResting(in FairValueEstimate fair, Outcome outcome, Price bid) => Floor(fair, outcome).Units - bid.Units;

    public static int OfSelling(in FairValueEstimate fair, Outcome outcome, Price bid, FeeSchedule fees) =>
        bid.Units - ShareFee.Units(fees, bid) - (outcome == Outcome.Up ? fair.UpCeiling : fair.DownCeiling).Units;

    public static Price Floor(in FairValueEstimate fair, Outcome outcome) => outcome == Outcome.Up ? fair.UpFloor : fair.DownFloor;
}
