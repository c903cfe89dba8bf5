using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

/// <summary>The formula against a simulation of the same rule second by second: 40 000 paths, standard error at most 0.0025.</summary>
public sealed class AverageRuleFairValueTests
{
    private const int Paths = 40_000;
    private const double Start = 100_000;
    private const double VariancePerSecond = 4e-9;

    [Theory]
    [InlineData(60, 300, 150)]
    [InlineData(60, 61, 30)]
    [InlineData(60, 30, 12)]
    [InlineData(60, 3, 2)]
    [InlineData(1, 120, -40)]
    [InlineData(1, 5, 10)]
    public void The_formula_agrees_with_a_simulation_to_four_standard_errors(int observations, int secondsToClose, double dollarsAboveStrike)
    {
        var model = new AverageRuleFairValue(observations);
        var secondsToOpen = secondsToClose - 300L;
        for (long ahead = observations - 1; ahead >= 0; ahead--)
        {
            model.Observe(Start - dollarsAboveStrike, ahead, 300 + ahead);
        }

        var seen = 0;
        for (long ahead = observations - 1; ahead >= secondsToClose; ahead--)
        {
            model.Observe(Start, ahead - 300, ahead);
            seen++;
        }

        var simulated = Simulate(observations, secondsToClose, seen, Start - dollarsAboveStrike);
        Assert.InRange(model.Probability(Start, secondsToOpen, secondsToClose, VariancePerSecond), simulated - 0.01, simulated + 0.01);
    }

    [Fact]
    public void Before_the_strike_minute_both_outcomes_are_equally_likely() =>
        Assert.Equal(0.5, new AverageRuleFairValue(60).Probability(Start, 100, 400, VariancePerSecond), 6);

    [Fact]
    public void A_tie_at_the_close_is_up()
    {
        var model = new AverageRuleFairValue(1);
        model.Observe(Start, 0, 300);
        model.Observe(Start, -300, 0);

        Assert.Equal(1, model.Probability(Start, -300, 0, VariancePerSecond));
    }

    [Fact]
    public void At_the_open_fair_value_is_already_away_from_one_half_by_about_eleven_hundredths()
    {
        var random = new DeterministicRandom(11);
        double squares = 0;
        for (var path = 0; path < 2_000; path++)
        {
            var model = new AverageRuleFairValue(60);
            var spot = Start;
            for (var ahead = 59; ahead >= 0; ahead--)
            {
                spot += Start * Math.Sqrt(VariancePerSecond) * random.NextNormal();
                model.Observe(spot, ahead, 300 + ahead);
            }

            var away = model.Probability(spot, 0, 300, VariancePerSecond) - 0.5;
            squares += away * away;
        }

        Assert.InRange(Math.Sqrt(squares / 2_000), 0.09, 0.13);
    }

    private static double Simulate(int observations, int secondsToClose, int seen, double strike)
    {
        var random = new DeterministicRandom(42);
        var deviation = Start * Math.Sqrt(VariancePerSecond);
        var ups = 0;
        for (var path = 0; path < Paths; path++)
        {
            var spot = Start;
            var sum = seen * Start;
            for (var ahead = secondsToClose - 1; ahead >= 0; ahead--)
            {
                spot += deviation * random.NextNormal();
                sum += ahead < observations ? spot : 0;
            }

            ups += sum / observations >= strike ? 1 : 0;
        }

        return ups / (double)Paths;
    }
}
