using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Research.Simulate.World;

/// <summary>What becomes of calls between a worker and the venue; all are carried out and answered by default.</summary>
internal sealed class Network(DeterministicRandom random)
{
    /// <summary>Share of calls that never arrive.</summary>
    public double Losses { get; set; }

    /// <summary>Share of calls that are carried out and whose answer never comes.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Answers are late by a uniform draw up to this, each by its own: they overtake each other and are overtaken by frames.</summary>
    public Duration AnswerDelayMaximum { get; set; }

    /// <summary>Times that a call or an answer was lost or late.</summary>
    public long Strikes { get; private set; }

    public CallWeather Draw(HttpCall call)
    {
        if (Losses == 0 && LostAnswers == 0 && AnswerDelayMaximum == Duration.Zero)
        {
            return default;
        }

        var isLost = random.Chance(Losses);
        var answerIsLost = random.Chance(LostAnswers);
        var delay = AnswerDelayMaximum == Duration.Zero ? Duration.Zero : new Duration(random.NextInt64(0, AnswerDelayMaximum.Micros));
        Strikes += isLost || answerIsLost || delay > Duration.Zero ? 1 : 0;
        return new CallWeather(isLost, answerIsLost, delay);
    }
}

/// <summary>What happens to one call on its way.</summary>
internal readonly record struct CallWeather(bool IsLost, bool AnswerIsLost, Duration AnswerDelay);
