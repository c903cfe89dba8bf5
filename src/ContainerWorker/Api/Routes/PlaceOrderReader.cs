using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Reads a person's order strictly: every field is there and means one thing.</summary>
internal static class PlaceOrderReader
{
    private const int MaximumText = 100;
    private const decimal MaximumShares = 1_000_000;

    /// <returns>What is wrong, or null.</returns>
    public static ApiProblem? Read(PlaceOrderBody body, out PersonOrderRequest? request)
    {
        request = null;
        var problem = Named("market", body.Market) ?? Named("bot", body.Bot)
            ?? QueryReader.Choice("outcome", body.Outcome ?? "", "up", "down") ?? QueryReader.Choice("side", body.Side ?? "", "buy", "sell")
            ?? QueryReader.Choice("type", body.Type, "fak", "fok") ?? RouteKit.ReasonProblem(body.Reason);
        if (problem is not null)
        {
            return problem;
        }

        if (body.Price is not (> 0 and < 1) || decimal.Round(body.Price.Value, 4) != body.Price)
        {
            return ApiProblem.BadField("price", "price must lie between 0 and 1 dollar, with at most four decimals.");
        }

        if (body.SizeShares is not (> 0 and <= MaximumShares) || decimal.Round(body.SizeShares.Value, 2) != body.SizeShares)
        {
            return ApiProblem.BadField("sizeShares", $"sizeShares must lie above 0 and not above {MaximumShares}, with at most two decimals.");
        }

        request = new PersonOrderRequest(
            body.Market!, body.Bot!, body.Outcome == "up" ? Outcome.Up : Outcome.Down, body.Side == "buy" ? Side.Buy : Side.Sell, new Price((int)(body.Price.Value * Price.Scale)),
            new Size((long)(body.SizeShares.Value * Size.Scale)), body.Type == "fok", body.Reason!);
        return null;
    }

    private static ApiProblem? Named(string field, string? text) =>
        text is { Length: > 0 and <= MaximumText } ? null : ApiProblem.BadField(field, $"{field} must be named, in at most {MaximumText} characters.");
}
