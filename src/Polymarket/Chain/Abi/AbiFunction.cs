using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Abi;

/// <summary>A contract function, known by its signature text: <c>approve(address,uint256)</c>.</summary>
public sealed class AbiFunction
{
    /// <summary>A call begins with the first bytes of the Keccak-256 of the signature.</summary>
    public const int SelectorBytes = 4;

    public AbiFunction(string signature)
    {
        Signature = signature;
        Selector = Keccak256.HashText(signature).AsMemory(0, SelectorBytes);
    }

    public string Signature { get; }

    public ReadOnlyMemory<byte> Selector { get; }

    /// <summary>Selector and arguments: the data of a call.</summary>
    public byte[] Call(AbiEncoder arguments) => [.. Selector.Span, .. arguments.ToArray()];
}
