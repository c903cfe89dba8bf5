using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>One event a contract wrote during a transaction.</summary>
public sealed record ChainLog(EthereumAddress Contract, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Data);

/// <summary>What became of a mined transaction.</summary>
public sealed record ChainReceipt
{
    public required Hash256 Transaction { get; init; }

    public required long Block { get; init; }

    /// <summary>False: it was mined and undone by the contract; only gas was spent.</summary>
    public required bool Succeeded { get; init; }

    public required long GasUsed { get; init; }

    /// <summary>The address of what was deployed.</summary>
    public EthereumAddress? Deployed { get; init; }

    public IReadOnlyList<ChainLog> Logs { get; init; } = [];

    public static bool TryRead(JsonElement result, out ChainReceipt? receipt)
    {
        receipt = null;
        if (result.ValueKind != JsonValueKind.Object
            || !result.TryGetProperty("transactionHash", out var name) || !HexText.TryHash(name, out var hash)
            || !result.TryGetProperty("blockNumber", out var block) || !HexText.TryLong(block, out var height)
            || !result.TryGetProperty("status", out var status) || !HexText.TryLong(status, out var success)
            || !result.TryGetProperty("gasUsed", out var used) || !HexText.TryLong(used, out var gas)
            || !result.TryGetProperty("logs", out var logs) || !TryLogs(logs, out var read))
        {
            return false;
        }

        receipt = new ChainReceipt
        {
            Transaction = hash,
            Block = height,
            Succeeded = success == 1,
            GasUsed = gas,
            Deployed = result.TryGetProperty("contractAddress", out var deployed) && HexText.TryAddress(deployed, out var address) ? address : null,
            Logs = read,
        };
        return true;
    }

    private static bool TryLogs(JsonElement logs, out List<ChainLog> read)
    {
        read = [];
        if (logs.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var log in logs.EnumerateArray())
        {
            if (log.ValueKind != JsonValueKind.Object
                || !log.TryGetProperty("address", out var contract) || !HexText.TryAddress(contract, out var address)
                || !log.TryGetProperty("data", out var data) || !HexText.TryData(data, out var bytes)
                || !log.TryGetProperty("topics", out var topics) || topics.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var hashes = new List<Hash256>(4);
            foreach (var topic in topics.EnumerateArray())
            {
                if (!HexText.TryHash(topic, out var hash))
                {
                    return false;
                }

                hashes.Add(hash);
            }

            read.Add(new ChainLog(address, hashes, bytes));
        }

        return true;
    }
}
