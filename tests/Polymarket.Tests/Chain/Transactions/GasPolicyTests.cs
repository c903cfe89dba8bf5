using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Polymarket.Chain.Transactions;

namespace PolyCloud.Polymarket.Tests.Chain.Transactions;

public sealed class GasPolicyTests
{
    [Fact]
    public void No_fee_is_above_the_cap_and_every_replacement_is_one_that_nodes_take() => Prop.ForAll(
        (from tip in Gen.Choose(1, 2_000_000_000)
         from room in Gen.Choose(0, int.MaxValue)
         from bump in Gen.Choose(10, 100)
         from first in Gen.Choose(0, int.MaxValue)
         from later in Gen.Choose(0, int.MaxValue)
         select (tip, room, bump, first, later)).ToArbitrary(),
        drawn =>
        {
            var policy = new GasPolicy { Tip = drawn.tip, MaximumFee = (long)drawn.tip + drawn.room, BumpPercent = drawn.bump };
            policy.Validate();
            if (policy.First(drawn.first) is not { } fees)
            {
                return (long)drawn.first + drawn.tip > policy.MaximumFee;
            }

            for (var attempt = 0; attempt < 20 && policy.Replace(fees, drawn.later) is { } dearer; attempt++)
            {
                if (dearer.Maximum > policy.MaximumFee || dearer.Tip > dearer.Maximum || dearer.Tip * 10 < fees.Tip * 11 || dearer.Maximum * 10 < fees.Maximum * 11)
                {
                    return false;
                }

                fees = dearer;
            }

            return fees.Maximum <= policy.MaximumFee && fees.Tip <= fees.Maximum;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(9, 1_000)]
    [InlineData(10, 0)]
    public void Settings_out_of_range_are_named(long bump, long maximumFee)
    {
        var policy = new GasPolicy { BumpPercent = bump, MaximumFee = maximumFee * GasPolicy.Gwei };
        Assert.Contains(bump < 10 ? nameof(GasPolicy.BumpPercent) : nameof(GasPolicy.MaximumFee), Assert.Throws<ArgumentOutOfRangeException>(policy.Validate).Message);
    }

    [Fact]
    public void The_limit_has_headroom_and_never_exceeds_the_cap()
    {
        var policy = new GasPolicy { MaximumGas = 1_000_000, HeadroomPercent = 25 };
        Assert.Equal(125_000, policy.Limit(100_000));
        Assert.Equal(1_000_000, policy.Limit(900_000));
        Assert.Null(policy.Limit(1_000_001));
    }
}
