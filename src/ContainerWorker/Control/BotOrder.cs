using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>A <see cref="BotRequest"/> as it is written in JSON: <c>{"bot":"asymmetric","signal":"pause","seconds":600,"reason":"…"}</c>.</summary>
public sealed record BotOrder
{
    public string? Bot { get; init; }

    /// <summary>start, pause, resume, stop, halt or rearm.</summary>
    public string? Signal { get; init; }

    /// <summary>With pause: its length; none or 0 until somebody resumes it.</summary>
    public int Seconds { get; init; }

    public string? Reason { get; init; }

    /// <returns>What is wrong, or null.</returns>
    public string? Read(out BotRequest request)
    {
        request = new BotRequest();
        var word = Signal == "halt" ? nameof(BotSignal.EmergencyHalt) : Signal ?? "";
        if (!Words.TryRead<BotSignal>(word, out var signal))
        {
            return $"signal is '{Signal}'; allowed is start, pause, resume, stop, halt or rearm.";
        }

        request = new BotRequest { Bot = Bot ?? "", Signal = signal, For = Duration.FromSeconds(Seconds), Reason = Reason ?? "" };
        return null;
    }
}
