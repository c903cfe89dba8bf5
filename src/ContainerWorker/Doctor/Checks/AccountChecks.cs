using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>The account at the venue: its API credential, its standing, its money, its budget of requests.</summary>
internal static class AccountChecks
{
    /// <summary>The nonce of the credential every client has; workers trade under their epochs, which begin at 1.</summary>
    private const long DefaultNonce = 0;

    /// <summary>The venue's smallest order, five shares, costs at most this.</summary>
    private static readonly Money SmallestOrder = Money.Dollars(5);

    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject) =>
    [
        new("credential", cancellation => CredentialAsync(subject, cancellation)),
        new("account", Asking(subject, StandingAsync)),
        new("collateral", Asking(subject, CollateralAsync)),
        new("tier", Asking(subject, (known, _, cancellation) => TierAsync(known, cancellation))),
    ];

    private static async Task<DoctorFinding> CredentialAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        if (subject.Wallet is not { } wallet)
        {
            return DoctorFinding.NotChecked("no wallet is usable");
        }

        var outcome = await subject.AskAsync((id, now) => CredentialRequests.Derive(id, now, wallet, DefaultNonce), cancellation);
        var made = false;
        if (outcome is { Kind: HttpOutcomeKind.Answered, Status: 400 or 404 })
        {
            made = true;
            outcome = await subject.AskAsync((id, now) => CredentialRequests.Create(id, now, wallet, DefaultNonce), cancellation);
        }

        if (outcome.IsSuccess && CredentialAnswer.TryRead(outcome.Body.Span, out var credential))
        {
            subject.Credential = credential;
            return DoctorFinding.Ok($"the venue {(made ? "made" : "gave")} one for {wallet.CredentialAddress}");
        }

        return DoctorFinding.Error($"the venue gives none for {wallet.CredentialAddress}: {DoctorSubject.Words(outcome)}", outcome.Kind == HttpOutcomeKind.Answered
            ? "Check the clock, the signature type and the funder; a new wallet must have signed in at the venue's web site once."
            : "Check the network and venue.clob.");
    }

    private static Func<CancellationToken, Task<DoctorFinding>> Asking(DoctorSubject subject, Func<DoctorSubject, TradingRequests, CancellationToken, Task<DoctorFinding>> check) =>
        cancellation => subject is { Wallet: { } wallet, Credential: { } credential }
            ? check(subject, new TradingRequests(credential, wallet.CredentialAddress, wallet.Type), cancellation)
            : Task.FromResult(DoctorFinding.NotChecked("there is no credential"));

    private static async Task<DoctorFinding> StandingAsync(DoctorSubject subject, TradingRequests requests, CancellationToken cancellation)
    {
        var outcome = await subject.AskAsync(requests.ClosedOnly, cancellation);
        return outcome.IsSuccess && Property(outcome.Body, "closed_only") is { ValueKind: JsonValueKind.True or JsonValueKind.False } closed
            ? closed.GetBoolean()
                ? DoctorFinding.Error("is in closed-only mode", "It may only reduce positions. Ask the venue why.")
                : DoctorFinding.Ok("may open positions")
            : DoctorFinding.Error($"whether it may open positions is not known: {DoctorSubject.Words(outcome)}", "Without that nothing is traded.");
    }

    private static async Task<DoctorFinding> CollateralAsync(DoctorSubject subject, TradingRequests requests, CancellationToken cancellation)
    {
        var outcome = await subject.AskAsync(requests.CollateralBalance, cancellation);
        if (!outcome.IsSuccess || !BalanceAnswer.TryRead(outcome.Body.Span, out var answer))
        {
            return DoctorFinding.Error($"the balance is not known: {DoctorSubject.Words(outcome)}", "Check the wallet and the network.");
        }

        var (balance, capital) = (new Money(answer.Balance), subject.Options.Capital);
        var allowance = AllowanceOf(outcome.Body, Spender(subject.Market)) ?? answer.Allowance;
        var words = string.Create(CultureInfo.InvariantCulture, $"{RunSummaryBuilder.ToDecimal(balance):0.00} dollars");
        return balance < SmallestOrder ? DoctorFinding.Error(words, "Deposit at the venue: the smallest order may cost 5 dollars.")
            : allowance < capital.Micros ? DoctorFinding.Error($"{words}, but the exchange may take too few of them", "Approve the exchange for this wallet: trade once at the venue's web site, or send the approvals.")
            : balance < capital ? DoctorFinding.Warning($"{words}, below the capital of {RunSummaryBuilder.ToDecimal(capital):0.##}", "Deposit, or lower live.capital.")
            : DoctorFinding.Ok($"{words}, and the exchange may take them");
    }

    private static async Task<DoctorFinding> TierAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var outcome = await subject.AskAsync(
            (id, now) => new TradingRequests(subject.Credential!, subject.Wallet!.CredentialAddress, subject.Wallet.Type).RateLimitTier(id, now), cancellation);
        return outcome.IsSuccess && (Property(outcome.Body, "tier") ?? Property(outcome.Body, "name")) is { ValueKind: JsonValueKind.String } tier
            ? DoctorFinding.Ok($"'{tier.GetString()}' is this signer's budget of orders and cancels")
            : DoctorFinding.Warning($"the venue does not tell it: {DoctorSubject.Words(outcome)}", "Nothing: the published default budget is planned with.");
    }

    private static string Spender(MarketSpec? market)
    {
        var contracts = new ContractAddresses();
        return (market?.Version == MarketVersion.PositionIds ? contracts.PositionExchange : market?.NegativeRisk == true ? contracts.NegativeRiskExchange : contracts.Exchange).ToString();
    }

    /// <summary>What one contract may take, held at the largest 64-bit number; null where the answer does not name the contract.</summary>
    private static long? AllowanceOf(ReadOnlyMemory<byte> body, string spender)
    {
        if (Property(body, "allowances") is not { ValueKind: JsonValueKind.Object } allowances)
        {
            return null;
        }

        foreach (var entry in allowances.EnumerateObject())
        {
            if (entry.Name.Equals(spender, StringComparison.OrdinalIgnoreCase) && BigInteger.TryParse(entry.Value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            {
                return (long)BigInteger.Min(amount, long.MaxValue);
            }
        }

        return null;
    }

    private static JsonElement? Property(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
