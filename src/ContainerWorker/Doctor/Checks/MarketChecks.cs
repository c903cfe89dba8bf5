using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>The window that is open now or opens next: known, readable, tradable, and with the token ids that its condition leads to.</summary>
internal static class MarketChecks
{
    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject) =>
    [
        new("market", cancellation => FindAsync(subject, cancellation)),
        new("token ids", _ => Task.FromResult(Tokens(subject))),
    ];

    private static async Task<DoctorFinding> FindAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var series = subject.Options.Series;
        if (!series.IsNamedByStart)
        {
            return await FindListedAsync(subject, series, cancellation);
        }

        var current = series.StartAt(subject.Clock.Now);
        var problem = "";
        foreach (var opens in (Timestamp[])[current, current + series.Length])
        {
            var slug = series.SlugOf(opens);
            var outcome = await subject.AskAsync((id, _) => DoctorSubject.Get(id, VenueService.Gamma, "/markets?slug=" + slug), cancellation);
            if (!outcome.IsSuccess)
            {
                return DoctorFinding.Error($"markets cannot be asked for: {DoctorSubject.Words(outcome)}", "Check the network and venue.gamma.");
            }

            if (GammaMarketReader.TryRead(outcome.Body, series, out var market, out var refusal) && market!.IsTradable)
            {
                subject.Market = market.Spec;
                return DoctorFinding.Ok($"{slug} is tradable, exchange {market.Spec.Version}, settles by {market.Spec.Settlement}");
            }

            problem += $" {slug}: {refusal?.ToString() ?? (market is null ? "not listed" : "takes no orders")}.";
        }

        return DoctorFinding.Error("no window can be traded." + problem, "Wait for the venue, or look for a newer PolyCloud where a field is not understood.");
    }

    private static async Task<DoctorFinding> FindListedAsync(DoctorSubject subject, WindowSeries series, CancellationToken cancellation)
    {
        var found = await subject.AskAsync((id, _) => GammaRequests.SeriesOfSlug(id, series.SeriesSlug), cancellation);
        var label = found.IsSuccess ? Answer.Page<GammaLabel>(found.Body)?.Rows.FirstOrDefault(label => label.Slug == series.SeriesSlug) : null;
        if (label is null)
        {
            return DoctorFinding.Error($"the series {series.SeriesSlug} is not found: {DoctorSubject.Words(found)}", "Check the network, venue.gamma and --series.");
        }

        var now = subject.Clock.Now;
        var listed = await subject.AskAsync((id, _) => GammaRequests.EventsOfSeries(id, label.Id, now), cancellation);
        var problem = listed.IsSuccess ? "none is listed" : DoctorSubject.Words(listed);
        foreach (var listing in (listed.IsSuccess ? Answer.Page<GammaEvent>(listed.Body)?.Rows ?? [] : []).SelectMany(parent => parent.Markets).Where(listing => listing.IsTradable))
        {
            if (WindowListing.Read(listing, series.Asset, series.Interval, series.Length, out var refusal) is { } spec)
            {
                subject.Market = spec;
                return DoctorFinding.Ok($"{spec.Slug} is tradable, exchange {spec.Version}, settles by {spec.Settlement}");
            }

            problem = $"{listing.Slug}: {refusal}";
        }

        return DoctorFinding.Error($"no window of {series.Name} can be traded: {problem}.", "Wait for the venue, or look for a newer PolyCloud where a field is not understood.");
    }

    private static DoctorFinding Tokens(DoctorSubject subject)
    {
        if (subject.Market is not { } market)
        {
            return DoctorFinding.NotChecked("no market is known");
        }

        if (subject.Options.Venue.TokenCollateral is not { } collateral)
        {
            return DoctorFinding.Warning("not proved: venue.tokenCollateral is empty", "Set it to the token that outcome tokens are made of.");
        }

        return TokenIdCheck.Check(collateral, market.ConditionId, market.UpTokenId, market.DownTokenId, market.NegativeRisk) switch
        {
            TokenIdVerdict.Match => DoctorFinding.Ok("follow from the condition, Up and Down in this order"),
            TokenIdVerdict.Mismatch => DoctorFinding.Error($"of {market.Slug} do not follow from its condition", "Do not trade: an order would buy something else than it says."),
            _ => DoctorFinding.Ok("of this kind of market are not derived from its condition"),
        };
    }
}
