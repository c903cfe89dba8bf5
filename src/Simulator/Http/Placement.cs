using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Simulator.Http;

/// <summary>One placing call with its one or more orders, until each has an outcome.</summary>
internal sealed class Placement
{
    private readonly (Hash256? Order, PlacementOutcome? Outcome)[] _results;
    private readonly bool _isBatch;
    private readonly Action<VenueResponse> _respond;
    private bool _completed;
    private bool _saysSuccess;

    public Placement(int orders, bool isBatch, Action<VenueResponse> respond)
    {
        _results = new (Hash256?, PlacementOutcome?)[orders];
        _isBatch = isBatch;
        _respond = respond;
    }

    public void Refuse(int index, string error) => Decide(index, null, new PlacementOutcome(error, VenueOrderStatus.Invalid, 0, 0, []));

    /// <summary>Refused in the words of an answer that says success, also where it is the only order.</summary>
    public void RefuseInSuccess(int index, string error)
    {
        _saysSuccess = true;
        Refuse(index, error);
    }

    public void Decide(int index, Hash256? order, PlacementOutcome outcome) => _results[index] = (order, outcome);

    /// <summary>True once, when every order has its outcome.</summary>
    public bool TryComplete(out bool anyAccepted)
    {
        anyAccepted = Array.Exists(_results, result => result.Outcome is { Accepted: true });
        if (_completed || Array.Exists(_results, result => result.Outcome is null))
        {
            return false;
        }

        _completed = true;
        return true;
    }

    public void Respond()
    {
        var single = _results[0].Outcome!;
        _respond(_isBatch || single.Accepted || _saysSuccess
            ? VenueResponse.Ok(Json.Write(Write))
            : VenueResponse.Error(single.Error == "could not insert order" ? 500 : 400, single.Error));
    }

    private void Write(Utf8JsonWriter writer)
    {
        if (!_isBatch)
        {
            WriteResult(writer, _results[0].Order, _results[0].Outcome!);
            return;
        }

        writer.WriteStartArray();
        foreach (var (order, outcome) in _results)
        {
            WriteResult(writer, order, outcome!);
        }

        writer.WriteEndArray();
    }

    // A refused entry of a batch says success with an empty id and a text, as the venue does.
    private static void WriteResult(Utf8JsonWriter writer, Hash256? order, PlacementOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", true);
        writer.WriteString("errorMsg", outcome.Error);
        writer.WriteString("orderID", outcome.Accepted && order is { } id ? id.ToString() : "");
        writer.WriteString("status", outcome.Accepted ? Status(outcome.Status) : "");
        writer.WriteString("makingAmount", Amount(outcome.MakingAmount));
        writer.WriteString("takingAmount", Amount(outcome.TakingAmount));
        if (outcome.Trades.Count > 0)
        {
            writer.WriteStartArray("tradeIDs");
            foreach (var trade in outcome.Trades)
            {
                writer.WriteStringValue(trade.ToString("D"));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // A part matched at placement already counts as matched, whether the rest is live or killed.
    private static string Status(VenueOrderStatus status) => status switch
    {
        VenueOrderStatus.Live => "live",
        VenueOrderStatus.Delayed => "delayed",
        _ => "matched",
    };

    private static string Amount(long units) => units == 0 ? "" : FixedPointText.ToText(units, 6);
}
