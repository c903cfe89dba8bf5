using PolyCloud.Engine.Orders;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>Wishes about single orders and positions, carried out between two steps of the engine.</summary>
public interface IWorkerOrders
{
    /// <returns>What is wrong, by name: then nothing is changed. Empty where the cancel is on its way.</returns>
    Task<IReadOnlyList<string>> CancelOrderAsync(IntentId order, string reason, string who, CancellationToken cancellation);

    /// <returns>What is wrong, by name: then nothing is changed. Empty where the engine covers what is held.</returns>
    Task<IReadOnlyList<string>> ClosePositionAsync(string slug, string reason, string who, CancellationToken cancellation);

    /// <returns>What is wrong, by name: then nothing was sent; or the order that is on its way.</returns>
    Task<(IReadOnlyList<string> Errors, IntentId Order)> PlaceOrderAsync(PersonOrderRequest request, string who, CancellationToken cancellation);
}
