using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Scenarios.Chain;

/// <summary>The published build of the conditional-tokens contract, and of an ordinary mintable, pausable ERC-20 as its collateral.</summary>
internal static class TestContracts
{
    private static readonly AbiFunction MintFunction = new("mint(address,uint256)");
    private static readonly AbiFunction PauseFunction = new("pause()");

    public static ChainOperation DeployConditionalTokens() =>
        Deploy(Bytecode("@gnosis.pm", "conditional-tokens-contracts", "build", "contracts", "ConditionalTokens.json"), []);

    public static ChainOperation DeployDollar() => Deploy(
        Bytecode("@openzeppelin", "contracts", "build", "contracts", "ERC20PresetMinterPauser.json"),
        new AbiEncoder().Bytes("Test dollar"u8).Bytes("TD"u8).ToArray());

    public static ChainOperation Mint(EthereumAddress dollar, EthereumAddress to, Money amount) =>
        Call(dollar, MintFunction.Call(new AbiEncoder().Address(to).Number(amount.Micros)));

    public static byte[] Pause => PauseFunction.Call(new AbiEncoder());

    public static ChainOperation Call(EthereumAddress target, byte[] data) => new(0, [new ChainCall(target, data)]);

    private static ChainOperation Deploy(byte[] bytecode, byte[] arguments) => new(0, [new ChainCall(null, (byte[])[.. bytecode, .. arguments])]);

    private static byte[] Bytecode(params string[] path)
    {
        using var artefact = JsonDocument.Parse(File.ReadAllBytes(Path.Combine([EvmNode.Folder, .. path])));
        return Convert.FromHexString(artefact.RootElement.GetProperty("bytecode").GetString()!.AsSpan(2));
    }
}
