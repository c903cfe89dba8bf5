using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange;

/// <summary>What trades besides the accounts, and what moves the underlying.</summary>
public interface IOrderFlow
{
    /// <summary>The next moment the flow acts; <see cref="Timestamp.Never"/> when it is over.</summary>
    Timestamp NextDue { get; }

    /// <summary>Acts at that moment; must move <see cref="NextDue"/> on or the clock would stand still.</summary>
    void Act(Timestamp now);
}
