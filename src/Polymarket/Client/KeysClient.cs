using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Client;

/// <summary>The credentials of a wallet. What is secret in an answer is handed to the caller and kept nowhere.</summary>
public sealed class KeysClient(VenueCaller caller)
{
    /// <summary>Makes the credential of this nonce; <see cref="VenueCallException"/> with status 400 where it exists already.</summary>
    public Task<ApiCredential> CreateAsync(PrivateKey key, long nonce, CancellationToken cancellation, long chainId = ExchangeDomain.PolygonChainId) =>
        caller.DoAsync((id, now) => CredentialRequests.Create(id, now, key, nonce, chainId), Credential, cancellation);

    /// <summary>Asks for the credential of this nonce again; status 400 where there is none.</summary>
    public Task<ApiCredential> DeriveAsync(PrivateKey key, long nonce, CancellationToken cancellation, long chainId = ExchangeDomain.PolygonChainId) =>
        caller.ReadAsync((id, now) => CredentialRequests.Derive(id, now, key, nonce, chainId), Credential, cancellation);

    /// <summary>The credential of this nonce, made where it does not exist yet.</summary>
    public async Task<ApiCredential> CreateOrDeriveAsync(PrivateKey key, long nonce, CancellationToken cancellation, long chainId = ExchangeDomain.PolygonChainId)
    {
        try
        {
            return await CreateAsync(key, nonce, cancellation, chainId);
        }
        catch (VenueCallException problem) when (problem.Status is 400 or 409)
        {
            return await DeriveAsync(key, nonce, cancellation, chainId);
        }
    }

    /// <summary>The public ids of the wallet's credentials.</summary>
    public Task<IReadOnlyList<AccountKey>> ListAsync(TradingRequests requests, CancellationToken cancellation) => KeysAsync(requests.ApiKeys, cancellation);

    /// <summary>Deletes the very credential that asks.</summary>
    public Task DeleteAsync(TradingRequests requests, CancellationToken cancellation) => caller.DoAsync(requests.DeleteCredential, _ => "done", cancellation);

    /// <summary>Makes a credential for builder headers.</summary>
    public Task<ApiCredential> CreateBuilderAsync(TradingRequests requests, CancellationToken cancellation) => caller.DoAsync(requests.CreateBuilderKey, Credential, cancellation);

    public Task<IReadOnlyList<AccountKey>> BuilderKeysAsync(TradingRequests requests, CancellationToken cancellation) => KeysAsync(requests.BuilderKeys, cancellation);

    public Task DeleteBuilderAsync(TradingRequests requests, CancellationToken cancellation) => caller.DoAsync(requests.DeleteBuilderKey, _ => "done", cancellation);

    /// <summary>Makes a key that can read and not trade.</summary>
    public Task<AccountKey> CreateReadonlyAsync(TradingRequests requests, CancellationToken cancellation) =>
        caller.DoAsync(requests.CreateReadonlyKey, Answer.One<AccountKey>, cancellation);

    public Task<IReadOnlyList<AccountKey>> ReadonlyKeysAsync(TradingRequests requests, CancellationToken cancellation) => KeysAsync(requests.ReadonlyKeys, cancellation);

    public Task DeleteReadonlyAsync(TradingRequests requests, string key, CancellationToken cancellation) =>
        caller.DoAsync((id, now) => requests.DeleteReadonlyKey(id, now, key), _ => "done", cancellation);

    private static ApiCredential? Credential(ReadOnlyMemory<byte> body) => CredentialAnswer.TryRead(body.Span, out var credential) ? credential : null;

    private async Task<IReadOnlyList<AccountKey>> KeysAsync(Func<long, Timestamp, Http.HttpCall> build, CancellationToken cancellation) =>
        (await caller.ReadAsync(build, Answer.One<AccountKeys>, cancellation)).Keys;
}
