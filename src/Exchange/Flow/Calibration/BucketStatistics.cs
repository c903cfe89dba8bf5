namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>The figures of one stretch of the window, over all windows measured.</summary>
public sealed class BucketStatistics
{
    private const int TickUnits = 100;

    private readonly List<double> _bestShares = [];
    private readonly List<double> _depthShares = [];
    private readonly List<double> _levels = [];
    private readonly List<double> _midChanges = [];
    private double _spreadSum;
    private int _oneTick;
    private int _threeTicks;
    private int _outside;
    private int _twoSided;

    public int Books { get; private set; }

    public void Add(in BookSample sample)
    {
        Books++;
        _levels.Add(sample.Levels);
        if (sample.BestBid is not { } bid || sample.BestAsk is not { } ask)
        {
            return;
        }

        _depthShares.Add(sample.DepthShares);
        _bestShares.Add(sample.BestBidShares);
        _bestShares.Add(sample.BestAskShares);
        var spread = ask - bid;
        _twoSided++;
        _spreadSum += spread / 10_000.0;
        _oneTick += spread <= TickUnits ? 1 : 0;
        _threeTicks += spread >= 3 * TickUnits ? 1 : 0;
        _outside += bid + ask is < 1_000 or > 19_000 ? 1 : 0;
    }

    /// <param name="change">Change of the mid over one second, dollars.</param>
    public void AddMidChange(double change) => _midChanges.Add(change);

    public double SpreadMean => _spreadSum / Math.Max(1, _twoSided);

    public double ShareOneTick => Share(_oneTick, _twoSided);

    public double ShareThreeTicks => Share(_threeTicks, _twoSided);

    public double ShareMidOutside => Share(_outside, _twoSided);

    public double ShareOneSided => Share(Books - _twoSided, Books);

    public double BestShares(double quantile) => Quantile.Of(_bestShares, quantile);

    public double DepthShares(double quantile) => Quantile.Of(_depthShares, quantile);

    public double LevelsMedian => Quantile.Of(_levels, 0.5);

    public double MidChangeMeanAbsolute => _midChanges.Count == 0 ? 0 : _midChanges.Average(Math.Abs);

    public double MidChangeDeviation
    {
        get
        {
            var mean = _midChanges.Count == 0 ? 0 : _midChanges.Average();
            return Math.Sqrt(_midChanges.Sum(change => (change - mean) * (change - mean)) / Math.Max(1, _midChanges.Count));
        }
    }

    private static double Share(int part, int whole) => part / (double)Math.Max(1, whole);
}
