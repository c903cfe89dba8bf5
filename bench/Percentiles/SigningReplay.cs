using System.Diagnostics;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Bench.Percentiles;

/// <summary>
/// From what the engine wants (price, size, intent number) to the signed body and the header that proves it, and the parts that
/// take the time. Each order is another one, as it is when trading.
/// </summary>
internal sealed class SigningReplay(int orders) : IReplay
{
    /// <summary>The first public test account of every local EVM node.</summary>
    private const string PublicTestKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private const string OwnerKey = "00000000-0000-0000-0000-000000000001";
    private const long UnixSeconds = 1_793_491_200;
    private const int BodyOfOneOrder = 900;

    private static readonly PrivateKey Key = PrivateKey.FromHex(PublicTestKey);
    private static readonly ApiCredential Credential = new(OwnerKey, "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=", "phrase");

    private readonly OrderBody _own = new(new OrderSigner(Key), OwnerKey);
    private readonly OrderBody _deposit =
        new(new OrderSigner(new TradingWallet(Key, SignatureType.DepositWallet, WalletDerivation.Deposit(Key.Address))), OwnerKey);

    private readonly LatencySample _ownSample = new("order intent to signed, HMAC'd bytes, own account", orders * 10);
    private readonly LatencySample _depositSample = new("order intent to signed, HMAC'd bytes, deposit wallet", orders * 10);
    private readonly LatencySample _ecdsa = new("ECDSA signature (libsecp256k1)", orders * 10);
    private readonly LatencySample _hmac = new("HMAC header over 900 bytes", orders * 10);
    private readonly LatencySample _keccak = new("Keccak-256 of 384 bytes", orders * 10);
    private readonly byte[] _data = new byte[BodyOfOneOrder];
    private readonly byte[] _digest = new byte[Keccak256.DigestBytes];
    private readonly byte[] _signature = new byte[Secp256k1.SignatureBytes];
    private readonly byte[] _header = new byte[ApiCredential.SignatureCharacters];
    private UInt256 _token;
    private long _intent;

    /// <summary>What is compared with other clients.</summary>
    public LatencySample OwnAccount => _ownSample;

    public IReadOnlyList<LatencySample> Samples => [_ownSample, _depositSample, _ecdsa, _hmac, _keccak];

    public void Reset() => _ = UInt256.TryParse("104239898038807136052399800151408521467737075933964991162589336683346093173875", out _token);

    public void Run()
    {
        for (var round = 0; round < orders; round++)
        {
            _intent++;
            _data[0] = (byte)(_intent & 0xFF);
            _digest[0] = (byte)(_intent & 0xFF);
            Time(_ownSample, static replay => replay.Prepare(replay._own));
            Time(_depositSample, static replay => replay.Prepare(replay._deposit));
            Time(_ecdsa, static replay => Key.Sign(replay._digest, replay._signature));
            Time(_hmac, static replay => Credential.Sign(UnixSeconds, "POST", "/order", replay._data, replay._header));
            Time(_keccak, static replay => Keccak256.Hash(replay._data.AsSpan(0, 384), replay._digest));
        }
    }

    private void Time(LatencySample sample, Action<SigningReplay> operation)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        operation(this);
        sample.Stop(started);
        sample.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private void Prepare(OrderBody body)
    {
        var price = Price.Cents(1 + (int)(_intent % 99));
        if (OrderAmounts.For(OrderType.Gtc, Side.Buy, price, Size.Shares(20), TickSize.Cent, out var amounts) != AmountError.None)
        {
            throw new InvalidOperationException($"{price} is off the grid.");
        }

        var fields = new SignedOrderFields
        {
            Salt = OrderSalt.Derive(0, 1, _intent),
            Token = _token,
            MakerAmount = amounts.Maker,
            TakerAmount = amounts.Taker,
            Side = Side.Buy,
            TimestampMilliseconds = (UnixSeconds * 1000) + _intent,
        };
        body.Sign(ExchangeContract.Standard, ref fields, OrderType.Gtc, postOnly: true, out var entry);
        Credential.Sign(UnixSeconds, "POST", "/order", entry, _header);
    }
}
