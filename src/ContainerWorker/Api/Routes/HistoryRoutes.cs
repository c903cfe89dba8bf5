using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ContainerWorker.Histories;
using PolyCloud.ReadModel;
using PolyCloud.Storage.Histories;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Histories: what is stored of hours, days and prices.</summary>
internal static class HistoryRoutes
{
    private const int MaximumSymbol = 40;

    public static void Map(IEndpointRouteBuilder api, IReadModel model, ApiRecords records)
    {
        api.MapGet("/history/bots/{id}/hours", (string id, string? from, string? to, CancellationToken gone) => HoursAsync(id, from, to, model, records, gone))
            .Reads<HistoryPage<BotHourBody>>("getBotHours", "Hours of one bot, kept 90 days; the last 7 days unless from and to say otherwise.").ProducesProblem(404).ProducesProblem(503);
        api.MapGet("/history/days", (string? from, string? to, CancellationToken gone) => DaysAsync(from, to, model, records, gone))
            .Reads<PnlDaysBody>("getDays", "Days of the worker and what they come to, kept 365 days; all of them unless from and to say otherwise.").ProducesProblem(503);
        api.MapGet("/history/bars/{symbol}", (string symbol, string? from, string? to, CancellationToken gone) => BarsAsync(symbol, from, to, model, records, gone))
            .Reads<HistoryPage<PriceBarBody>>("getBars", "Five-minute prices of an underlying (btc) or of Up in a series' open windows (btc-5m), kept 90 days; the last day unless from and to say otherwise.")
            .ProducesProblem(503);
    }

    private static async Task<IResult> HoursAsync(string id, string? from, string? to, IReadModel model, ApiRecords records, CancellationToken gone)
    {
        var table = HistoryTable.BotHours;
        if (!model.Current.Bots.Any(bot => bot.Id == id))
        {
            return ApiProblem.NotFound($"There is no bot '{QueryReader.Shortened(id)}'.");
        }

        return Span.Read(from, to, model.Current.At, 7, table.KeptDays, out var begin, out var end) ?? await RouteKit.StoredAsync(async () => Results.Json(new HistoryPage<BotHourBody>(
            begin.ToString(), end.ToString(),
            [.. (await records.Histories.ReadAsync(table, HistoryKey.BotPartition(records.Shard, id), begin, end, gone)).Select(static value => BotHourBody.Of(BotHour.Read(value)))])));
    }

    private static async Task<IResult> DaysAsync(string? from, string? to, IReadModel model, ApiRecords records, CancellationToken gone) =>
        Span.Read(from, to, model.Current.At, HistoryTable.Days.KeptDays, HistoryTable.Days.KeptDays, out var begin, out var end) ?? await RouteKit.StoredAsync(async () => Results.Json(PnlDaysBody.Of(
            begin.ToString(), end.ToString(), [.. (await records.Histories.ReadAsync(HistoryTable.Days, records.Shard, begin, end, gone)).Select(PnlDay.Read)])));

    private static async Task<IResult> BarsAsync(string symbol, string? from, string? to, IReadModel model, ApiRecords records, CancellationToken gone)
    {
        var table = HistoryTable.Bars;
        if (symbol.Length > MaximumSymbol || !symbol.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            return ApiProblem.BadField("symbol", "symbol is an underlying such as btc, or a series such as btc-5m.");
        }

        return Span.Read(from, to, model.Current.At, 1, table.KeptDays, out var begin, out var end) ?? await RouteKit.StoredAsync(async () => Results.Json(new HistoryPage<PriceBarBody>(
            begin.ToString(), end.ToString(), [.. (await records.Histories.ReadAsync(table, symbol, begin, end, gone)).Select(static value => PriceBarBody.Of(PriceBar.Read(value)))])));
    }
}
