using PolyCloud.Engine.Markets;

namespace PolyCloud.Simulator.Verification;

/// <summary>Checks an order's signature as the exchange contracts do, by the order's signature type.</summary>
public static class OrderSignature
{
    /// <summary>The numbers of the signature types.</summary>
    internal const int OwnAccount = 0;

    internal const int Proxy = 1;

    internal const int Safe = 2;

    internal const int DepositWallet = 3;

    /// <summary>True where the order's signer signed it: by its own key, or as a deposit wallet by its owner's.</summary>
    public static bool Verify(SignedOrder order, bool negativeRisk, MarketVersion version)
    {
        if (order.SignatureType != DepositWallet)
        {
            return Secp256k1.TryRecover(OrderHash.Compute(order, negativeRisk, version), order.Signature.Span, out var signer) && signer == order.Signer;
        }

        var domain = OrderHash.Domain(negativeRisk, version);
        return WrappedSignature.TryRecover(order.Signature.Span, "Order", OrderHash.OrderType, domain, OrderHash.Struct(order), order.Signer, out var owner)
            && DerivedWallets.IsDepositWallet(owner, order.Signer);
    }
}
