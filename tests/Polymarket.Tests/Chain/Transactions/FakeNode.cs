using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Chain.Transactions;

/// <summary>A chain with up to three endpoints, at a moment the test names. It keeps what was sent and mines what the test says.</summary>
internal sealed class FakeNode
{
    private readonly Dictionary<string, long> _mined = [];

    /// <summary>Transactions of the account that are mined.</summary>
    public long Count { get; set; }

    public long Block { get; set; } = 1_000;

    public long BaseFee { get; set; } = 50_000_000_000;

    public bool MinedSuccessfully { get; set; } = true;

    /// <summary>Hashes of the transactions that arrived, copies included.</summary>
    public List<string> Received { get; } = [];

    /// <summary>What a method answers instead: the member <c>result</c> or <c>error</c> of the answer.</summary>
    public Dictionary<string, string> Instead { get; } = [];

    /// <summary>How an endpoint fails, by its number: the outcome of every call to it.</summary>
    public Dictionary<int, HttpOutcomeKind> Down { get; } = [];

    /// <summary>The outcome of sending, whatever arrives.</summary>
    public HttpOutcomeKind? Sending { get; set; }

    /// <summary>Puts a transaction into the next block.</summary>
    public void Mine(string hash)
    {
        Block++;
        Count++;
        _mined[hash] = Block;
    }

    /// <summary>A reorganisation: the transaction is in no block any more.</summary>
    public void Unmine(string hash)
    {
        _mined.Remove(hash);
        Count--;
    }

    public HttpOutcome Answer(Timestamp now, HttpCall call)
    {
        var endpoint = call.Service - VenueService.FirstNode;
        if (Down.TryGetValue(endpoint, out var kind))
        {
            return new HttpOutcome { Kind = kind };
        }

        using var request = JsonDocument.Parse(call.Body);
        var method = request.RootElement.GetProperty("method").GetString()!;
        if (method == "eth_sendRawTransaction")
        {
            Received.Add(HashOf(request.RootElement.GetProperty("params")[0].GetString()!));
            if (Sending is { } lost)
            {
                return new HttpOutcome { Kind = lost };
            }
        }

        var content = Instead.GetValueOrDefault(method) ?? "\"result\":" + Result(now, method, request.RootElement.GetProperty("params"));
        return new HttpOutcome
        {
            Kind = HttpOutcomeKind.Answered,
            Status = 200,
            Body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{call.Id}},{{content}}}"""),
        };
    }

    private string Result(Timestamp now, string method, JsonElement parameters) => method switch
    {
        "eth_chainId" => "\"0x89\"",
        "eth_getBlockByNumber" => $$"""{"number":"{{Hex(Block)}}","timestamp":"{{Hex(now.Seconds)}}","baseFeePerGas":"{{Hex(BaseFee)}}"}""",
        "eth_getTransactionCount" => $"\"{Hex(CountAt(parameters[1].GetString()!))}\"",
        "eth_estimateGas" => "\"0x30d40\"",
        "eth_sendRawTransaction" => $"\"{Received[^1]}\"",
        "eth_getTransactionReceipt" => Receipt(parameters[0].GetString()!),
        _ => "null",
    };

    // A block below the one that mined the last transaction knows one less.
    private long CountAt(string tag) =>
        tag == "latest" ? Count : Count - _mined.Values.Count(block => block > long.Parse(tag.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private string Receipt(string hash) => !_mined.TryGetValue(hash, out var block) ? "null"
        : $$"""{"transactionHash":"{{hash}}","blockNumber":"{{Hex(block)}}","status":"{{(MinedSuccessfully ? "0x1" : "0x0")}}","gasUsed":"0x5208","contractAddress":null,"logs":[]}""";

    private static string HashOf(string raw)
    {
        var digest = new byte[Keccak256.DigestBytes];
        Keccak256.Hash(Convert.FromHexString(raw.AsSpan(2)), digest);
        return "0x" + Convert.ToHexStringLower(digest);
    }

    private static string Hex(long number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);
}
