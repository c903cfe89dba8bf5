using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Reconnects;

public sealed class ConnectionTests
{
    private readonly Connection _connection = new(new FullJitter(Duration.FromMilliseconds(250), Duration.FromSeconds(30), new DeterministicRandom(3)));
    private readonly SocketCommands _commands = new();

    [Fact]
    public void It_asks_once_and_again_only_after_its_wait()
    {
        var now = Timestamp.FromSeconds(50);
        _connection.Ask(_commands);
        _connection.Ask(_commands);
        Assert.Equal(1, _commands.Count);
        _connection.Closed(now);
        _connection.Tick(now, _commands);
        Assert.Equal(1, _commands.Count);
        _connection.Tick(_connection.NextDeadline, _commands);
        Assert.Equal(2, _commands.Count);
        Assert.Equal(ConnectionState.Connecting, _connection.State);
    }

    [Fact]
    public void Giving_up_asks_the_pump_once_and_is_no_longer_open()
    {
        _connection.Ask(_commands);
        _connection.Opened(Timestamp.FromSeconds(50));
        _connection.Drop(_commands);
        _connection.Drop(_commands);
        Assert.Equal(2, _commands.Count);
        Assert.False(_connection.IsOpen);
        Assert.True(_connection.NextDeadline.IsNever);
    }
}
