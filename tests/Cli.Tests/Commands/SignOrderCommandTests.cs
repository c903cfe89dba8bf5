using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Tests.Commands;

/// <summary>Runs the command as a person would, with the console and the environment of this process; one test at a time.</summary>
[Collection(Scene.Typed.Name)]
public sealed class SignOrderCommandTests : IDisposable
{
    private const string Variable = "POLYCLOUD_PRIVATE_KEY";

    /// <summary>The first public test account of every local EVM node.</summary>
    private const string PublicTestKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static readonly JsonNode Vectors =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "polymarket-signing.json")))!;

    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly TextReader _input = Console.In;
    private readonly StringWriter _printed = new();
    private readonly StringWriter _complained = new();

    public SignOrderCommandTests()
    {
        Console.SetOut(_printed);
        Console.SetError(_complained);
        Environment.SetEnvironmentVariable(Variable, PublicTestKey);
    }

    public void Dispose()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
        Console.SetIn(_input);
        Environment.SetEnvironmentVariable(Variable, null);
        _printed.Dispose();
        _complained.Dispose();
    }

    [Fact]
    public async Task Every_official_order_is_printed_as_the_official_client_posts_it()
    {
        var vectors = Vectors["orders"]!.AsArray().ToList();
        Assert.Equal(0, await SignAsync(new JsonArray([.. vectors.Select(vector => Given(vector!))])));

        var printed = JsonNode.Parse(_printed.ToString())!.AsArray();
        Assert.Equal(28, printed.Count);
        for (var position = 0; position < vectors.Count; position++)
        {
            var vector = vectors[position]!;
            Assert.Equal(vector["orderHash"]!.GetValue<string>(), printed[position]!["orderHash"]!.GetValue<string>());
            Assert.Equal(vector["order"]!["signature"]!.GetValue<string>(), printed[position]!["signature"]!.GetValue<string>());
            if ((vector["postBodyGTC"] ?? vector["postBodyGTD"]) is { } body)
            {
                Assert.Equal(body.GetValue<string>(), printed[position]!["postBody"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task One_order_is_an_array_of_one_and_numbers_may_be_numbers()
    {
        var order = Given(Vectors["orders"]![0]!);
        foreach (var field in new[] { "salt", "makerAmount", "takerAmount", "timestamp", "expiration" })
        {
            order[field] = long.Parse(order[field]!.GetValue<string>());
        }

        order["version"] = "2";
        order["chainId"] = "137";
        order["negRisk"] = "false";
        Assert.Equal(0, await SignAsync(order));
        var printed = Assert.Single(JsonNode.Parse(_printed.ToString())!.AsArray());
        Assert.Equal(Vectors["orders"]![0]!["orderHash"]!.GetValue<string>(), printed!["orderHash"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("salt", "9007199254740992")]
    [InlineData("maker", "0x1111111111111111111111111111111111111111")]
    [InlineData("signer", "0x1111111111111111111111111111111111111111")]
    [InlineData("tokenId", "0x12")]
    [InlineData("makerAmount", "1.5")]
    [InlineData("takerAmount", "0")]
    [InlineData("side", "HOLD")]
    [InlineData("signatureType", "4")]
    [InlineData("timestamp", "")]
    [InlineData("expiration", "-1")]
    [InlineData("metadata", "0x00")]
    [InlineData("builder", null)]
    [InlineData("negRisk", "no")]
    [InlineData("chainId", "1")]
    [InlineData("version", "1")]
    [InlineData("makerAmmount", "1")]
    public async Task A_wrong_field_is_named_with_the_position_of_its_order_and_nothing_is_printed(string field, string? value)
    {
        var wrong = Given(Vectors["orders"]![1]!);
        wrong[field] = value;
        Assert.NotEqual(0, await SignAsync(new JsonArray(Given(Vectors["orders"]![0]!), wrong)));
        Assert.StartsWith($"order 1: {field}: ", _complained.ToString(), StringComparison.Ordinal);
        Assert.Empty(_printed.ToString());
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        var order = Given(Vectors["orders"]![0]!);
        order.Remove("negRisk");
        Assert.NotEqual(0, await SignAsync(order));
        Assert.StartsWith("order 0: negRisk: is missing", _complained.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canary-5d3f9b21")]
    [InlineData("0x00000000000000000000000000000000000000000000000000canary5d3f9b21")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffff5d3f9b21")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_unusable_key_is_refused_by_its_variable_and_never_repeated(string? key)
    {
        Environment.SetEnvironmentVariable(Variable, key);
        Assert.NotEqual(0, await SignAsync(Given(Vectors["orders"]![0]!)));
        Assert.Contains(Variable, _complained.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("5d3f9b21", _complained.ToString() + _printed, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("[1]")]
    [InlineData("{\"salt\":\"\\ud800\"}")]
    public async Task What_is_no_order_is_refused_in_words(string text)
    {
        Console.SetIn(new StringReader(text));
        Assert.Equal(2, await CommandLine.RunAsync(["sign-order", "--input", "-"]));
        Assert.NotEmpty(_complained.ToString());
    }

    [Fact]
    public async Task A_file_is_read_and_one_that_is_not_there_is_named()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Given(Vectors["orders"]![0]!).ToJsonString());
        Assert.Equal(0, await CommandLine.RunAsync(["sign-order", "--input", file]));
        File.Delete(file);
        Assert.Equal(2, await CommandLine.RunAsync(["sign-order", "--input", file]));
        Assert.Contains(file, _complained.ToString(), StringComparison.Ordinal);
    }

    private static JsonObject Given(JsonNode vector)
    {
        var order = (JsonObject)vector["order"]!.DeepClone();
        order.Remove("signature");
        var contract = vector["verifyingContract"]!.GetValue<string>();
        order["negRisk"] = contract.StartsWith("0xe222", StringComparison.Ordinal);
        order["chainId"] = 137;
        order["version"] = contract.StartsWith("0xe333", StringComparison.Ordinal) ? 3 : 2;
        return order;
    }

    private static Task<int> SignAsync(JsonNode orders)
    {
        Console.SetIn(new StringReader(orders.ToJsonString()));
        return CommandLine.RunAsync(["sign-order", "--input", "-"]);
    }
}
