using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Cli.Commands;

/// <summary>`sign-order`: signs given orders and prints them as they would be posted, to compare with any other client. Sends nothing.</summary>
internal static class SignOrderCommand
{
    private static readonly Option<string> Input = new("--input")
    {
        Description = "A JSON file with one order or an array of them, or - for standard input. Fields: salt, maker, signer, tokenId, makerAmount, takerAmount, side, "
            + "signatureType, timestamp, expiration, metadata, builder, and negRisk, chainId (137 or 80002), version (2 or 3).",
        Required = true,
    };

    private static readonly Option<string> Owner = new("--owner")
    {
        Description = "The API key in postBody.",
        DefaultValueFactory = _ => "00000000-0000-0000-0000-000000000001",
    };

    public static Command Create()
    {
        var command = new Command(
            "sign-order",
            $"Sign orders with the key in {PrivateKey.Variable} and print orderHash, signature and postBody of each as a JSON array. Nothing is sent.")
        {
            Input,
            Owner,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Owner)));
        return command;
    }

    private static int Run(string input, string owner)
    {
        var orders = SignOrderInput.Read(Text(input));
        var secret = Environment.GetEnvironmentVariable(PrivateKey.Variable)
            ?? throw new UsageException($"{PrivateKey.Variable} is not set; it holds the private key that signs.");
        try
        {
            using var key = PrivateKey.FromHex(secret);

            // Signed before the first is printed: an error leaves nothing half told.
            Console.WriteLine(Encoding.UTF8.GetString(Print([.. orders.Select((order, position) => Sign(order, position, key, owner))])));
            return CommandLine.ExitDone;
        }
        catch (SigningException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return problem.Field == PrivateKey.Variable ? CommandLine.ExitUsage : CommandLine.ExitMissing;
        }
    }

    private static string Text(string input)
    {
        try
        {
            return input == "-" ? Console.In.ReadToEnd() : File.ReadAllText(input);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--input is {input}, which cannot be read: {problem.Message}");
        }
    }

    private static (string Hash, string Signature, string Body) Sign(SignOrderInput order, int position, PrivateKey key, string owner)
    {
        OrderSigner signer;
        try
        {
            signer = new OrderSigner(new TradingWallet(key, order.SignatureType, order.Maker), order.ChainId);
        }
        catch (SigningException problem)
        {
            // The wallet that pays is the order's maker.
            throw new UsageException($"order {position}: {(problem.Field == "funder" ? "maker" : problem.Field)}: {problem.Message}");
        }

        if (order.Signer != signer.Wallet.Signer)
        {
            throw new UsageException($"order {position}: signer: is {order.Signer}; this key and signature type sign as {signer.Wallet.Signer}.");
        }

        var body = new OrderBody(signer, owner);
        var fields = order.Fields;
        var type = order.ExpirationSeconds == 0 ? OrderType.Gtc : OrderType.Gtd;
        var hash = body.Sign(order.Contract, ref fields, type, postOnly: true, out var entry, order.ExpirationSeconds);
        return (hash.ToString(), "0x" + Convert.ToHexStringLower(body.Signature), Encoding.UTF8.GetString(entry));
    }

    private static byte[] Print(IReadOnlyList<(string Hash, string Signature, string Body)> orders)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (var (hash, signature, body) in orders)
            {
                writer.WriteStartObject();
                writer.WriteString("orderHash", hash);
                writer.WriteString("signature", signature);
                writer.WriteString("postBody", body);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }
}
