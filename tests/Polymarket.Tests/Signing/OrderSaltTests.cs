using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class OrderSaltTests
{
    [Fact]
    public void A_salt_fits_in_a_json_number() =>
        Prop.ForAll<int, long, long>((shard, epoch, intent) => OrderSalt.Derive(shard, epoch, intent) is >= 0 and <= OrderSalt.Maximum)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Two_intents_of_an_epoch_never_share_a_salt()
    {
        var salts = new HashSet<long>();
        for (var intent = 1; intent <= 200_000; intent++)
        {
            Assert.True(salts.Add(OrderSalt.Derive(3, 41, intent)));
        }
    }

    /// <summary>A change would give a resent intent another hash: the value is a promise.</summary>
    [Fact]
    public void The_mix_is_fixed()
    {
        Assert.NotEqual(OrderSalt.Derive(0, 1, 1), OrderSalt.Derive(0, 2, 1));
        Assert.NotEqual(OrderSalt.Derive(0, 1, 1), OrderSalt.Derive(1, 1, 1));
        Assert.Equal(8645953773521679L, OrderSalt.Derive(0, 1, 1));
    }
}
