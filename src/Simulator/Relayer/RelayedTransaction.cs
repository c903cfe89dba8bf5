using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A transaction the relayer has taken.</summary>
/// <param name="account">Whose it was when it was taken: the wallet may be without any credential when it is mined. Null for a creation.</param>
internal sealed class RelayedTransaction(string id, SubmittedTransaction submitted, AccountId? account)
{
    public string Id { get; } = id;

    public SubmittedTransaction Submitted { get; } = submitted;

    public AccountId? Account { get; } = account;

    public string State { get; set; } = "STATE_NEW";

    /// <summary>Told once it is mined.</summary>
    public Hash256? Hash { get; set; }

    public string Error { get; set; } = "";

    public bool IsOver => State is "STATE_CONFIRMED" or "STATE_FAILED" or "STATE_INVALID";
}
