using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>
/// What a window must reach. The settlement stream's value at the open makes the strike, the market's price to beat confirms it, in
/// whichever order they come; where they differ the window is not priced again.
/// </summary>
internal struct StrikeKeeper
{
    private OraclePrice? _fromStream;
    private OraclePrice? _fromMarket;

    /// <summary>The stream's value, else the market's, else nothing.</summary>
    public readonly OraclePrice? Value => _fromStream ?? _fromMarket;

    public readonly bool IsFromStream => _fromStream is not null;

    /// <summary>The market told the price to beat, and nothing contradicts it.</summary>
    public readonly bool IsConfirmed => _fromMarket is not null && !IsMismatch;

    public bool IsMismatch { get; private set; }

    /// <summary>Takes the stream's value at the open; the first one stays.</summary>
    public void TakeFromStream(OraclePrice price, int toleranceBillionths)
    {
        _fromStream ??= price;
        Compare(toleranceBillionths);
    }

    /// <summary>Takes the market's price to beat; a second, different one is a mismatch too.</summary>
    public void TakeFromMarket(OraclePrice price, int toleranceBillionths)
    {
        IsMismatch |= price.Units <= 0 || (_fromMarket is { } told && told != price);
        _fromMarket ??= price;
        Compare(toleranceBillionths);
    }

    private void Compare(int toleranceBillionths)
    {
        if (_fromStream is { } stream && _fromMarket is { } market)
        {
            IsMismatch |= Int128.Abs(stream.Units - market.Units) > stream.Units / 1_000_000_000 * toleranceBillionths;
        }
    }
}
