namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>What a changing request wants said.</summary>
/// <param name="Reason">Why, for the log and the next person: 1 to 500 characters.</param>
public sealed record ReasonBody(string? Reason);

/// <summary>An emergency halt.</summary>
/// <param name="Flatten">Also close what is held, taking where it must.</param>
public sealed record EmergencyHaltBody(string? Reason, bool Flatten = false);

/// <summary>A wished change of parameters.</summary>
/// <param name="Scope">all (default), series or market.</param>
/// <param name="Key">Series or condition id; none for all.</param>
/// <param name="Group">A or B; none for both.</param>
/// <param name="Settings">Keys and their new values: {"engine.asymmetric.entrySize":"5"}.</param>
public sealed record ProposalRequestBody(string? Scope, string? Key, string? Group, bool AtOnce, IReadOnlyDictionary<string, string>? Settings, string? Why);

/// <summary>A wish to move money.</summary>
/// <param name="Move">top-up or rebalance.</param>
/// <param name="AmountUsd">Above 0, with at most six decimals.</param>
public sealed record MoveRequestBody(string? Move, decimal? AmountUsd, string? Why);

/// <summary>An order that takes at once what is there; it never rests.</summary>
/// <param name="Bot">Whose position it becomes, and who closes it by its rules: b0.</param>
/// <param name="Outcome">up or down.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Price">Highest of a buy, lowest of a sale, in dollars, on the market's grid.</param>
/// <param name="SizeShares">At most two decimals; limits may shrink it.</param>
/// <param name="Type">fak (default): fill what is there; fok: whole or not at all.</param>
public sealed record PlaceOrderBody(string? Market, string? Bot, string? Outcome, string? Side, decimal? Price, decimal? SizeShares, string? Type, string? Reason);

/// <summary>The command is in the engine.</summary>
/// <param name="Id">Of what was made; null where nothing was.</param>
public sealed record AcceptedBody(string Status, string Detail, string? Id);
