using System;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>One slot of <see cref="SimulatedSockets"/>: a connection and what its peer has done so far.</summary>
internal struct SimulatedConnection
{
    public SimulatedPeer? Peer;
    public int Generation;
    public bool ConnectEnded;
    public bool Finished;
    public long ConnectAtUs;
    public int Taken;
    public long TakenUs;
    public long SendOpensUs;
    public long SecureAtUs;
    public Readiness Expected;
    public Readiness Edge;
    public bool Again;
    public bool Queued;
    public bool IsDatagram;
    public bool IsSecure;
    private long _stepUs;
    private int _applied;
    private int _read;
    private int _readOffset;
    private bool _isReset;
    private bool _isResetTold;
    private bool _hasGivenUp;

    public readonly bool IsOpen => Peer is not null;

    /// <summary>What could be done right now without waiting.</summary>
    public readonly Readiness Level(long nowUs)
    {
        if (!ConnectEnded)
        {
            return Readiness.None;
        }

        // What is said inside TLS cannot be read before the handshake has come so far.
        bool canReceive = HasUnread() && (SecureAtUs <= nowUs || _isReset);
        Readiness level = canReceive ? Readiness.Receive : Readiness.None;
        bool canSend = !Finished || _isReset || (Taken < Peer!.Window && nowUs >= SendOpensUs);
        return canSend ? level | Readiness.Send : level;
    }

    /// <summary>Lets happen what is due; new readiness is an edge.</summary>
    /// <returns>When the next thing happens.</returns>
    public long Happen(long nowUs)
    {
        if (!ConnectEnded)
        {
            if (ConnectAtUs > nowUs)
            {
                return ConnectAtUs;
            }

            ConnectEnded = true;
            _stepUs = ConnectAtUs;
            Edge |= Readiness.Send;
        }

        if (Peer!.ConnectResult != OsError.None)
        {
            return long.MaxValue;
        }

        long next = Math.Min(FollowScript(nowUs), FollowHandshake(nowUs));
        if (SendOpensUs > nowUs)
        {
            return Math.Min(next, SendOpensUs);
        }

        if (SendOpensUs > 0)
        {
            SendOpensUs = 0;
            Edge |= Readiness.Send;
        }

        return next;
    }

    public OsError Send(int offered, long nowUs, out int sent)
    {
        sent = 0;
        if (_isReset)
        {
            _isResetTold = true;
            return OsError.Reset;
        }

        if (nowUs < SendOpensUs || Taken >= Peer!.Window)
        {
            return OsError.WouldBlock;
        }

        sent = Math.Min(Math.Min(offered, Peer.SendChunk), Peer.Window - Taken);
        SendOpensUs = sent < offered ? nowUs + 100 : 0;
        Taken += sent;
        TakenUs = nowUs;
        return OsError.None;
    }

    public OsError Receive(Span<byte> buffer, out int received)
    {
        received = 0;
        if (IsDatagram)
        {
            return ReceiveDatagram(buffer, out received);
        }

        while (received < buffer.Length && _read < _applied)
        {
            ref readonly PeerStep step = ref StepAt(_read);
            switch (step.Kind)
            {
                case PeerStepKind.Bytes:
                    int part = Math.Min(buffer.Length - received, step.Bytes.Length - _readOffset);
                    step.Bytes.AsSpan(_readOffset, part).CopyTo(buffer[received..]);
                    received += part;
                    _readOffset += part;
                    if (_readOffset == step.Bytes.Length)
                    {
                        _readOffset = 0;
                        _read++;
                    }

                    break;
                case PeerStepKind.Flood:
                    buffer[received..].Fill(step.Bytes[0]);
                    received = buffer.Length;
                    break;
                case PeerStepKind.Await:
                    _read++;
                    break;
                case PeerStepKind.Fail:
                    return received == 0 ? (OsError)step.RequestBytes : OsError.None;
                default:
                    bool isReset = step.Kind == PeerStepKind.Reset && !_isResetTold;
                    return received == 0 && isReset ? OsError.Reset : OsError.None;
            }
        }

        return received > 0 ? OsError.None
            : !_hasGivenUp ? OsError.WouldBlock
            : _isResetTold ? OsError.None
            : OsError.Reset;
    }

    /// <summary>Each step of the peer is a datagram; one that would end a stream is empty.</summary>
    private OsError ReceiveDatagram(Span<byte> buffer, out int received)
    {
        received = 0;
        while (_read < _applied)
        {
            ref readonly PeerStep step = ref StepAt(_read++);
            if (step.Kind == PeerStepKind.Await)
            {
                continue;
            }

            if (step.Kind == PeerStepKind.Fail)
            {
                return (OsError)step.RequestBytes;
            }

            received = Math.Min(buffer.Length, step.Bytes.Length);
            step.Bytes.AsSpan(0, received).CopyTo(buffer);
            return OsError.None;
        }

        return OsError.WouldBlock;
    }

    /// <summary>Everything that is still to come comes so much later.</summary>
    public void Shift(long us)
    {
        ConnectAtUs += ConnectEnded || ConnectAtUs == SimulatedPeer.Never ? 0 : us;
        SendOpensUs += SendOpensUs > 0 ? us : 0;
        SecureAtUs += SecureAtUs is 0 or SimulatedPeer.Never ? 0 : us;
        _stepUs += us;
        TakenUs += us;
    }

    /// <summary>The handshake as far as it has come; behind it, what broke the stream.</summary>
    public OsError FinishTls(long nowUs, out TlsEnd end)
    {
        end = IsSecure ? Peer!.TlsBreak : Peer!.TlsEnd;
        OsError error = _isReset ? OsError.Reset : SecureAtUs > nowUs ? OsError.WouldBlock : Peer.HandshakeError;
        IsSecure |= error == OsError.None;
        return error;
    }

    private long FollowHandshake(long nowUs)
    {
        if (SecureAtUs == 0 || SecureAtUs == SimulatedPeer.Never)
        {
            return long.MaxValue;
        }

        if (SecureAtUs <= nowUs)
        {
            Edge |= Readiness.Receive;
            SecureAtUs = 0;
            return long.MaxValue;
        }

        return SecureAtUs;
    }

    private readonly bool HasUnread()
    {
        if (_hasGivenUp)
        {
            return true;
        }

        for (int i = _read; i < _applied; i++)
        {
            if (StepAt(i).Kind != PeerStepKind.Await)
            {
                return true;
            }
        }

        return false;
    }

    private long FollowScript(long nowUs)
    {
        while (Peer!.Steps.Length > 0 && !_hasGivenUp && (Peer.Repeats || _applied < Peer.Steps.Length))
        {
            ref readonly PeerStep step = ref StepAt(_applied);
            if (step.Kind == PeerStepKind.Await)
            {
                if (Taken < step.RequestBytes)
                {
                    long patienceUs = step.DelayUs == 0 ? long.MaxValue : _stepUs + step.DelayUs;
                    if (patienceUs > nowUs)
                    {
                        return patienceUs;
                    }

                    _hasGivenUp = true;
                    _isReset = true;
                    Edge |= Readiness.Receive | Readiness.Send;
                    return long.MaxValue;
                }

                _stepUs = Math.Max(_stepUs, TakenUs);
                _applied++;
                continue;
            }

            long atUs = _stepUs + step.DelayUs;
            if (atUs > nowUs)
            {
                return atUs;
            }

            _stepUs = atUs;
            _applied++;
            Edge |= Readiness.Receive;
            if (step.Kind == PeerStepKind.Reset)
            {
                _isReset = true;
                Edge |= Readiness.Send;
            }

            if (step.Kind is PeerStepKind.Flood or PeerStepKind.Reset or PeerStepKind.End or PeerStepKind.Fail)
            {
                return long.MaxValue;
            }
        }

        return long.MaxValue;
    }

    private readonly ref readonly PeerStep StepAt(int index) => ref Peer!.Steps[index % Peer.Steps.Length];
}
