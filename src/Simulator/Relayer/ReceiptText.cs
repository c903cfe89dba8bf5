using System.Text;
using System.Text.Json;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A mined transaction's receipt, with the event the conditional-tokens contract writes for a set or a redemption.</summary>
internal static class ReceiptText
{
    private const string Parent = "0000000000000000000000000000000000000000000000000000000000000000";

    // The partition or index sets [1, 2], behind an offset of three words.
    private const string Sets =
        "0000000000000000000000000000000000000000000000000000000000000002" +
        "0000000000000000000000000000000000000000000000000000000000000001" +
        "0000000000000000000000000000000000000000000000000000000000000002";

    public static void Write(Utf8JsonWriter writer, MinedTransaction mined)
    {
        writer.WriteStartObject("result");
        writer.WriteString("transactionHash", mined.Transaction.Hash.ToString());
        writer.WriteString("blockNumber", "0x" + mined.Block.ToString("x"));
        writer.WriteString("status", mined.Succeeded ? "0x1" : "0x0");
        writer.WriteString("gasUsed", "0x30d40");
        writer.WriteStartArray("logs");
        if (mined.Succeeded)
        {
            Log(writer, mined.Transaction);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Log(Utf8JsonWriter writer, SentTransaction transaction)
    {
        var data = new CallData(transaction.Call.Data);
        if (data.Calls("splitPosition(address,bytes32,bytes32,uint256[],uint256)"))
        {
            Set(writer, "PositionSplit(address,address,bytes32,bytes32,uint256[],uint256)", data);
        }
        else if (data.Calls("mergePositions(address,bytes32,bytes32,uint256[],uint256)"))
        {
            Set(writer, "PositionsMerge(address,address,bytes32,bytes32,uint256[],uint256)", data);
        }
        else if (data.Calls("redeemPositions(address,bytes32,bytes32,uint256[])"))
        {
            // The venue has paid already: nothing is left to pay.
            Event(
                writer, "PayoutRedemption(address,address,bytes32,bytes32,uint256[],uint256)",
                [Word(transaction.Call.Target), Word(ChainAddresses.Collateral), Parent],
                data.Hash(2).ToString()[2..] + Number(96) + Number(0) + Sets);
        }
    }

    // The adapter is the stakeholder; the caller's tokens go through its hands.
    private static void Set(Utf8JsonWriter writer, string signature, CallData data) => Event(
        writer, signature, [Word(ChainAddresses.CollateralAdapter), Parent, data.Hash(2).ToString()[2..]],
        Word(ChainAddresses.Collateral) + Number(96) + Number(data.Amount(4)) + Sets);

    private static void Event(Utf8JsonWriter writer, string signature, string[] topics, string data)
    {
        writer.WriteStartObject();
        writer.WriteString("address", ChainAddresses.ConditionalTokens.ToString());
        writer.WriteStartArray("topics");
        writer.WriteStringValue("0x" + Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes(signature))));
        foreach (var topic in topics)
        {
            writer.WriteStringValue("0x" + topic);
        }

        writer.WriteEndArray();
        writer.WriteString("data", "0x" + data);
        writer.WriteEndObject();
    }

    private static string Word(WalletAddress address) => address.ToString()[2..].ToLowerInvariant().PadLeft(64, '0');

    private static string Number(long number) => number.ToString("x64");
}
