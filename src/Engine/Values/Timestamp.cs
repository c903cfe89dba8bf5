namespace PolyCloud.Engine.Values;

/// <summary>A moment, in microseconds of Unix time.</summary>
public readonly record struct Timestamp(long Micros) : IComparable<Timestamp>
{
    public const long PerMillisecond = 1_000;

    public const long PerSecond = 1_000_000;

    /// <summary>Later than any moment: a deadline that never comes.</summary>
    public static Timestamp Never => new(long.MaxValue);

    public static Timestamp FromSeconds(long seconds) => new(checked(seconds * PerSecond));

    public static Timestamp FromMilliseconds(long milliseconds) => new(checked(milliseconds * PerMillisecond));

    public long Seconds => Micros / PerSecond;

    public long Milliseconds => Micros / PerMillisecond;

    public bool IsNever => Micros == long.MaxValue;

    public static Timestamp Earlier(Timestamp left, Timestamp right) => left.Micros <= right.Micros ? left : right;

    public static Timestamp Later(Timestamp left, Timestamp right) => left.Micros >= right.Micros ? left : right;

    public int CompareTo(Timestamp other) => Micros.CompareTo(other.Micros);

    public static Timestamp operator +(Timestamp moment, Duration span) =>
        moment.IsNever ? moment : new(checked(moment.Micros + span.Micros));

    public static Timestamp operator -(Timestamp moment, Duration span) => new(checked(moment.Micros - span.Micros));

    public static Duration operator -(Timestamp later, Timestamp earlier) => new(checked(later.Micros - earlier.Micros));

    public static bool operator <(Timestamp left, Timestamp right) => left.Micros < right.Micros;

    public static bool operator >(Timestamp left, Timestamp right) => left.Micros > right.Micros;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Micros <= right.Micros;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Micros >= right.Micros;

    public override string ToString() => IsNever
        ? "never"
        : DateTimeOffset.UnixEpoch.AddTicks(Micros * 10).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A span of time, in microseconds.</summary>
public readonly record struct Duration(long Micros) : IComparable<Duration>
{
    public static Duration Zero => default;

    public static Duration FromSeconds(long seconds) => new(checked(seconds * Timestamp.PerSecond));

    public static Duration FromMilliseconds(long milliseconds) => new(checked(milliseconds * Timestamp.PerMillisecond));

    /// <summary>For statistical models and reports.</summary>
    public double TotalSeconds => Micros / 1e6;

    public int CompareTo(Duration other) => Micros.CompareTo(other.Micros);

    public static Duration operator +(Duration left, Duration right) => new(checked(left.Micros + right.Micros));

    public static Duration operator -(Duration left, Duration right) => new(checked(left.Micros - right.Micros));

    public static Duration operator *(Duration span, long factor) => new(checked(span.Micros * factor));

    public static bool operator <(Duration left, Duration right) => left.Micros < right.Micros;

    public static bool operator >(Duration left, Duration right) => left.Micros > right.Micros;

    public static bool operator <=(Duration left, Duration right) => left.Micros <= right.Micros;

    public static bool operator >=(Duration left, Duration right) => left.Micros >= right.Micros;

    public override string ToString() => FixedPointText.ToText(Micros, 6) + "s";
}
