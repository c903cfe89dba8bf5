using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>A call of a contract: whom, and with which data. No call of this client sends native coin.</summary>
/// <param name="Target">Null deploys the data as a contract.</param>
public sealed record ChainCall(EthereumAddress? Target, ReadOnlyMemory<byte> Data);
