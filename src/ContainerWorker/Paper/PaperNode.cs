using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>
/// A <see cref="TradingNode"/> that trades on paper: the same node, gateway and signatures, on the venue's public feeds, but its calls
/// in the credential's name and its user socket end at a <see cref="PaperDesk"/> in this process. A state machine like the node: no
/// thread, no clock. One thread at a time.
/// </summary>
public sealed class PaperNode : IHttpActor
{
    /// <summary>The header of every call that is made in a credential's name.</summary>
    private const string CredentialHeader = "POLY_API_KEY";

    private readonly PaperDesk _desk;
    private readonly PaperUserSocket _user;

    /// <param name="credential">For the price socket, which asks for one; no order is ever sent with it.</param>
    /// <exception cref="ArgumentException">A setting of the node is out of its range.</exception>
    public PaperNode(
        NodeOptions options, PaperDeskOptions paper, OrderSigner signer, ApiCredential credential, INodeObserver observer, DeterministicRandom random,
        Func<long> monotonicNanoseconds, StepJournal? journal = null)
    {
        _desk = new PaperDesk(paper, credential.Key, signer.Maker.ToString());
        Node = new TradingNode(options, signer, credential, new PaperObserver(_desk, observer), random, monotonicNanoseconds, journal: journal);
        _user = new PaperUserSocket(Node.Sockets.Single(static socket => socket.Session.Name == "user"));
        Sockets = [.. Node.Sockets.Where(static socket => socket.Session.Name != "user").Select(Public)];
    }

    public TradingNode Node { get; }

    /// <summary>The public sockets and the price socket; there is no user socket.</summary>
    public IReadOnlyList<NodeSocket> Sockets { get; }

    /// <summary>Public calls only.</summary>
    public HttpOutbox Outbox { get; } = new();

    public PaperWallet Wallet => _desk.Wallet;

    public Timestamp NextDeadline => HasStopped ? Timestamp.Never
        : Timestamp.Earlier(Node.NextDeadline, Timestamp.Earlier(_desk.NextDue, _user.NextDeadline));

    public bool HasStopped => Node.HasStopped;

    public void Start(Timestamp now)
    {
        Node.Start(now);
        _user.Start(now);
        Route(now);
    }

    public void Tick(Timestamp now)
    {
        Deliver(now);
        if (Node.NextDeadline <= now)
        {
            Node.Tick(now);
        }

        Route(now);
    }

    public void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        Node.HttpCompleted(now, callId, outcome);
        Route(now);
    }

    /// <summary>Halts for good; the paper orders are cancelled and proved gone like real ones.</summary>
    public void Stop(Timestamp now, string because, Duration patience)
    {
        Node.Stop(now, because, patience);
        Route(now);
    }

    private NodeSocket Public(NodeSocket socket)
    {
        void AfterStep(Timestamp now)
        {
            socket.AfterStep(now);
            Route(now);
        }

        return new NodeSocket(socket.Session.Name == "market" ? new PaperMarketSocket(socket.Session, _desk.Books) : socket.Session, AfterStep);
    }

    private void Deliver(Timestamp now)
    {
        _desk.AdvanceTo(now);
        while (_desk.TryAnswer(now, out var call, out var outcome))
        {
            Node.HttpCompleted(now, call, outcome);
        }

        while (_desk.TryFrame(out var frame))
        {
            _user.Enqueue(frame!);
        }

        if (_user.NextDeadline <= now)
        {
            _user.Tick(now);
        }
    }

    /// <summary>What the node asks of the venue: public questions go out, everything in the credential's name stays here.</summary>
    private void Route(Timestamp now)
    {
        foreach (var call in Node.Outbox.Calls)
        {
            if (call.Headers.Any(static header => header.Key == CredentialHeader) || call.Method != "GET")
            {
                _desk.Handle(now, call);
            }
            else
            {
                Outbox.Add(call);
            }
        }

        Node.Outbox.Clear();
    }
}
