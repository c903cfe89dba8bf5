namespace PolyCloud.Dashboard.Figures;

/// <summary>Sorts an amount into five steps of warmth: a class, because styles are not written into pages.</summary>
public static class Heat
{
    private const int Steps = 5;

    /// <summary><c>heat0</c> for nothing to <c>heat5</c> for the largest.</summary>
    public static string Of(decimal amount, decimal largest) => "heat" + Step(Math.Abs(amount), largest);

    /// <summary><c>up1</c> to <c>up5</c> for gains, <c>down1</c> to <c>down5</c> for losses, <c>heat0</c> for nothing.</summary>
    public static string Signed(decimal amount, decimal largest) => amount == 0 ? "heat0" : (amount > 0 ? "up" : "down") + Step(Math.Abs(amount), largest);

    private static int Step(decimal amount, decimal largest) =>
        amount <= 0 || largest <= 0 ? 0 : Math.Clamp((int)Math.Ceiling(amount * Steps / largest), 1, Steps);
}
