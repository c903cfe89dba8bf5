using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>Calls of the dollar (ERC-20), of outcome tokens (ERC-1155), and of what wraps one dollar into the other.</summary>
public static class TokenCalls
{
    private static readonly AbiFunction ApproveFunction = new("approve(address,uint256)");
    private static readonly AbiFunction AllowanceFunction = new("allowance(address,address)");
    private static readonly AbiFunction BalanceFunction = new("balanceOf(address)");
    private static readonly AbiFunction ApproveAllFunction = new("setApprovalForAll(address,bool)");
    private static readonly AbiFunction IsApprovedFunction = new("isApprovedForAll(address,address)");
    private static readonly AbiFunction TokenBalanceFunction = new("balanceOf(address,uint256)");
    private static readonly AbiFunction TokenBalancesFunction = new("balanceOfBatch(address[],uint256[])");
    private static readonly AbiFunction WrapFunction = new("wrap(address,address,uint256)");
    private static readonly AbiFunction UnwrapFunction = new("unwrap(address,address,uint256)");

    /// <summary>2^256 − 1: an allowance that does not shrink.</summary>
    public static UInt256 Unlimited => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public static byte[] Approve(EthereumAddress spender, in UInt256 amount) => ApproveFunction.Call(new AbiEncoder().Address(spender).Number(amount));

    public static byte[] Allowance(EthereumAddress owner, EthereumAddress spender) => AllowanceFunction.Call(new AbiEncoder().Address(owner).Address(spender));

    public static byte[] Balance(EthereumAddress owner) => BalanceFunction.Call(new AbiEncoder().Address(owner));

    public static byte[] ApproveAll(EthereumAddress spender) => ApproveAllFunction.Call(new AbiEncoder().Address(spender).Flag(true));

    public static byte[] IsApproved(EthereumAddress owner, EthereumAddress spender) => IsApprovedFunction.Call(new AbiEncoder().Address(owner).Address(spender));

    public static byte[] TokenBalance(EthereumAddress owner, in UInt256 token) => TokenBalanceFunction.Call(new AbiEncoder().Address(owner).Number(token));

    /// <summary>The balances of one owner in several tokens.</summary>
    public static byte[] TokenBalances(EthereumAddress owner, IReadOnlyList<UInt256> tokens) =>
        TokenBalancesFunction.Call(new AbiEncoder().Addresses([.. tokens.Select(_ => owner)]).Numbers(tokens));

    /// <summary>The bridged dollar becomes the venue's dollar, at the on-ramp.</summary>
    public static byte[] Wrap(EthereumAddress asset, EthereumAddress to, long amount) =>
        WrapFunction.Call(new AbiEncoder().Address(asset).Address(to).Number(amount));

    /// <summary>The venue's dollar becomes the bridged dollar, at the off-ramp.</summary>
    public static byte[] Unwrap(EthereumAddress asset, EthereumAddress to, long amount) =>
        UnwrapFunction.Call(new AbiEncoder().Address(asset).Address(to).Number(amount));
}
