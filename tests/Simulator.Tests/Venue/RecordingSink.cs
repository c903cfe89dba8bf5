using System.Text;
using System.Text.Json;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Tests.Venue;

/// <summary>Keeps what a connection was sent.</summary>
internal sealed class RecordingSink : IFrameSink
{
    public List<string> Messages { get; } = [];

    public int? CloseCode { get; private set; }

    public void Send(ReadOnlySpan<byte> message) => Messages.Add(Encoding.UTF8.GetString(message));

    public void Close(int code) => CloseCode = code;

    /// <summary>The events of a type, in the order of arrival.</summary>
    public List<JsonElement> Events(string type) =>
        [.. Messages.Where(message => message.StartsWith('{')).Select(Parse).Where(message => message.GetProperty("event_type").GetString() == type)];

    public static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;
}
