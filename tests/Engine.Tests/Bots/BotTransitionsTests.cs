using PolyCloud.Engine.Bots;

namespace PolyCloud.Engine.Tests.Bots;

public sealed class BotTransitionsTests
{
    public static TheoryData<BotState, BotSignal, BotState> Cells()
    {
        // One row a state; a dot stays. Columns: Start, Ready, Pause, Resume, Stop, Cleared, Fail, EmergencyHalt, Rearm.
        (BotState From, string Row)[] rows =
        [
            (BotState.Idle, "Starting . . . . . . EmergencyHalt ."),
            (BotState.Starting, ". Active Paused . Stopping . Error EmergencyHalt ."),
            (BotState.Active, ". . Paused . Stopping . Error EmergencyHalt ."),
            (BotState.Paused, ". . . Active Stopping . Error EmergencyHalt ."),
            (BotState.Stopping, ". . . . . Stopped Error EmergencyHalt ."),
            (BotState.Stopped, "Starting . . . . . . EmergencyHalt ."),
            (BotState.Error, ". . . . . . . EmergencyHalt Idle"),
            (BotState.EmergencyHalt, ". . . . . . . . Idle"),
        ];
        var cells = new TheoryData<BotState, BotSignal, BotState>();
        foreach (var (from, row) in rows)
        {
            var texts = row.Split(' ');
            for (var signal = 0; signal < texts.Length; signal++)
            {
                cells.Add(from, (BotSignal)signal, texts[signal] == "." ? from : Enum.Parse<BotState>(texts[signal]));
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_signal_moves_each_state_as_the_table_says(BotState from, BotSignal signal, BotState to) =>
        Assert.Equal(to, from.After(signal));

    [Fact]
    public void The_table_has_every_cell() =>
        Assert.Equal(Enum.GetValues<BotState>().Length * Enum.GetValues<BotSignal>().Length, Cells().Count);
}
