using System.Text;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>The relayer's endpoints.</summary>
public sealed class RelayerRequests(RelayerKey key, EthereumAddress owner, ContractAddresses contracts)
{
    /// <summary>The next nonce of the owner's wallet of a kind, and for proxies the relay's address.</summary>
    public HttpCall Parameters(long id, string type) => Get(id, $"/v1/account/transactions/params?address={owner}&type={type}");

    /// <summary>Whether a deposit wallet exists on chain.</summary>
    public HttpCall Deployed(long id, EthereumAddress wallet) => Get(id, $"/deployed?address={wallet}&type=WALLET");

    public HttpCall Transaction(long id, string transaction) => Get(id, "/v1/account/transactions/" + Uri.EscapeDataString(transaction));

    public HttpCall Submit(long id, ReadOnlyMemory<byte> body) => new()
    {
        Id = id,
        Service = VenueService.Relayer,
        Method = "POST",
        PathAndQuery = "/submit",
        Headers = key.Headers(),
        Body = body,
    };

    /// <summary>Deploys the owner's deposit wallet.</summary>
    public HttpCall CreateWallet(long id) => Submit(
        id, Encoding.UTF8.GetBytes($$"""{"type":"WALLET-CREATE","from":"{{owner}}","to":"{{contracts.DepositWalletFactory}}"}"""));

    private HttpCall Get(long id, string path) => new()
    {
        Id = id,
        Service = VenueService.Relayer,
        Method = "GET",
        PathAndQuery = path,
        Headers = key.Headers(),
    };
}
