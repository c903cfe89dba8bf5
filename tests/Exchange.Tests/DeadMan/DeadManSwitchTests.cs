using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.DeadMan;

public class DeadManSwitchTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void Ids_chain_and_a_wrong_one_is_told_the_expected_one()
    {
        Assert.Equal((false, string.Empty), _fixture.Venue.Heartbeat(_fixture.Alice, "never-issued"));
        var (accepted, first) = _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty);
        Assert.True(accepted);
        Assert.True(Guid.TryParse(first, out _));

        Assert.Equal((false, first), _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty));
        Assert.Equal((false, first), _fixture.Venue.Heartbeat(_fixture.Alice, "other"));
        var (again, second) = _fixture.Venue.Heartbeat(_fixture.Alice, first);
        Assert.True(again);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Without_a_first_beat_nothing_is_swept()
    {
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Advance(60);

        Assert.Equal(VenueOrderStatus.Live, order.Status);
    }

    [Theory]
    [InlineData(0.0, 10.0)]
    [InlineData(0.1, 15.0)]
    [InlineData(4.9, 15.0)]
    [InlineData(5.0, 15.0)]
    public void Silence_sweeps_that_credential_between_ten_and_fifteen_seconds_after_the_last_beat(double beatAt, double sweptAt)
    {
        _fixture.Advance(beatAt);
        _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty);
        var silent = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        var other = _fixture.Accepted(_fixture.Bob, Outcome.Up, Side.Buy, 40, 10);

        _fixture.Venue.AdvanceTo(VenueFixture.Start + new Duration((long)(sweptAt * 1e6) - 1));
        Assert.Equal(VenueOrderStatus.Live, silent.Status);
        _fixture.Venue.AdvanceTo(VenueFixture.Start + new Duration((long)(sweptAt * 1e6)));

        Assert.Equal(VenueOrderStatus.Canceled, silent.Status);
        Assert.Equal(VenueOrderStatus.Live, other.Status);
    }

    [Fact]
    public void Beats_every_five_seconds_keep_the_orders_and_refused_ones_do_not()
    {
        var (_, id) = _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        for (var beat = 0; beat < 10; beat++)
        {
            _fixture.Advance(5);
            (_, id) = _fixture.Venue.Heartbeat(_fixture.Alice, id);
        }

        Assert.Equal(VenueOrderStatus.Live, order.Status);
        for (var beat = 0; beat < 3; beat++)
        {
            _fixture.Advance(5);
            _fixture.Venue.Heartbeat(_fixture.Alice, "wrong");
        }

        Assert.Equal(VenueOrderStatus.Canceled, order.Status);
    }

    [Fact]
    public void Orders_placed_while_silent_go_at_the_next_sweep_and_a_good_beat_ends_that()
    {
        var (_, id) = _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty);
        _fixture.Advance(21);
        var late = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Advance(4);
        Assert.Equal(VenueOrderStatus.Canceled, late.Status);

        Assert.True(_fixture.Venue.Heartbeat(_fixture.Alice, id).Accepted);
        var after = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Advance(6);
        Assert.Equal(VenueOrderStatus.Live, after.Status);
    }

    [Fact]
    public void The_orders_of_a_revoked_credential_are_swept_too()
    {
        _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Venue.RevokeCredential(_fixture.Alice);
        _fixture.Advance(15);

        Assert.Equal(VenueOrderStatus.Canceled, order.Status);
    }
}
