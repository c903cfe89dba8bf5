namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>An entry that is not placed, in an answer that says success. Struck per order.</summary>
internal sealed class ErrorInSuccessFault() : VenueFault(
    "error-in-success", "Orders are refused by status 200, success true, an empty orderID and an errorMsg.")
{
    public const string Text = "order match delayed due to market conditions";
}
