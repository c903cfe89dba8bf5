using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.Simulate.World;

/// <summary>What becomes of calls between a worker and the outside, and of frames that come to it; all arrive once and unchanged by default.</summary>
internal sealed class Network(DeterministicRandom random)
{
    /// <summary>Share of calls that never arrive.</summary>
    public double Losses { get; set; }

    /// <summary>Share of calls that are carried out and whose answer never comes.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Share of heartbeats that never arrive.</summary>
    public double HeartbeatLosses { get; set; }

    /// <summary>Answers are late by a uniform draw up to this, each by its own: they overtake each other and are overtaken by frames.</summary>
    public Duration AnswerDelayMaximum { get; set; }

    /// <summary>Share of frames that are delivered twice in a row.</summary>
    public double DoubledFrames { get; set; }

    /// <summary>The second node of the chain knows no results.</summary>
    public bool NodeIsBehind { get; set; }

    /// <summary>The first node of the chain says that Down won every window.</summary>
    public bool NodeLies { get; set; }

    /// <summary>Told the name of a fault when it has struck.</summary>
    public Action<string> Struck { get; set; } = static _ => { };

    public CallWeather Draw(HttpCall call)
    {
        var isHeartbeat = call.PathAndQuery.StartsWith("/v1/heartbeats", StringComparison.Ordinal);
        if (isHeartbeat && HeartbeatLosses > 0 && random.Chance(HeartbeatLosses))
        {
            Struck(FaultNames.HeartbeatsLost);
            return new CallWeather(true, false, Duration.Zero);
        }

        if (Losses == 0 && LostAnswers == 0 && AnswerDelayMaximum == Duration.Zero)
        {
            return default;
        }

        var isLost = random.Chance(Losses);
        var answerIsLost = random.Chance(LostAnswers);
        var delay = AnswerDelayMaximum == Duration.Zero ? Duration.Zero : new Duration(random.NextInt64(0, AnswerDelayMaximum.Micros));
        Tell(isLost, FaultNames.CallsLost);
        Tell(answerIsLost, FaultNames.AnswersLost);
        Tell(delay > Duration.Zero, FaultNames.AnswersLate);
        return new CallWeather(isLost, answerIsLost, delay);
    }

    /// <summary>What a worker hears instead of the true answer.</summary>
    public VenueResponse Told(HttpCall call, VenueResponse answer)
    {
        var fault = call.Service == VenueService.FirstNode && NodeLies ? FaultNames.NodeLies
            : call.Service == VenueService.SecondNode && NodeIsBehind ? FaultNames.NodeBehind
            : null;
        if (fault is null || FalseNode.Answer(call, NodeLies && call.Service == VenueService.FirstNode) is not { } said)
        {
            return answer;
        }

        Struck(fault);
        return said;
    }

    public bool DoublesFrame()
    {
        var doubles = DoubledFrames > 0 && random.Chance(DoubledFrames);
        Tell(doubles, FaultNames.FramesDoubled);
        return doubles;
    }

    private void Tell(bool hasStruck, string fault)
    {
        if (hasStruck)
        {
            Struck(fault);
        }
    }
}

/// <summary>What happens to one call on its way.</summary>
internal readonly record struct CallWeather(bool IsLost, bool AnswerIsLost, Duration AnswerDelay);
