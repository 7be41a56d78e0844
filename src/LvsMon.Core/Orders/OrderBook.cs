using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Orders;

/// <summary>
/// What operators have ordered about real servers: told to the loop, kept in a file for the next start, and brought to
/// its end where something drains. An order belongs to a real server of the configuration and ends with it. Giving one
/// writes the file at once: the loop waits for the disk as it does at a reload.
/// </summary>
public sealed class OrderBook : IPlanFollower
{
    /// <summary>Orders at once; each needs room in the file.</summary>
    public const int Limit = 1024;

    /// <summary>How often something that drains is looked at, microseconds.</summary>
    public const long LookUs = 1_000_000;

    /// <summary>How often a file that could not be written is tried again, microseconds.</summary>
    private const long RetryUs = 60_000_000;

    private readonly MonitorLoop _loop;
    private readonly FactStream _facts;
    private readonly IStateFile? _file;
    private readonly IDrainView _view;
    private readonly byte[] _room;
    private Plan _plan;
    private string[] _keys;
    private Order[] _orders;
    private long[] _quietUs;
    private int _count;
    private int _draining;
    private long _lookUs = long.MaxValue;
    private long _saveUs = long.MaxValue;
    private bool _isUnsavedTold;

    /// <summary>Makes an empty book; set-up only.</summary>
    /// <param name="loop">Who takes the orders.</param>
    /// <param name="facts">Where trouble with the file is told.</param>
    /// <param name="file">Where they are kept; null for nowhere.</param>
    /// <param name="view">How draining goes on.</param>
    public OrderBook(MonitorLoop loop, FactStream facts, IStateFile? file, IDrainView view)
    {
        _loop = loop;
        _facts = facts;
        _file = file;
        _view = view;
        _plan = loop.Table.Plan;
        _keys = Keys(_plan);
        _orders = new Order[_plan.Reals.Length];
        _quietUs = new long[_orders.Length];

        // Never moved, so that the system gives it memory only as far as there are orders.
        _room = GC.AllocateUninitializedArray<byte>(file is null ? 0 : (Limit + 2) * OrderText.MaxLine, pinned: true);
    }

    /// <summary>When <see cref="Tend"/> has something to do, monotonic microseconds; <see cref="long.MaxValue"/> for
    /// never.</summary>
    public long NextUs => Math.Min(_lookUs, _saveUs);

    /// <summary>The order about a real server of the running plan.</summary>
    public Order this[int real] => _orders[real];

    /// <summary>Takes over what an earlier daemon has left; before the table is read, set-up only.</summary>
    public void Restore(long nowUs)
    {
        string refused = "";
        byte[] content = _file?.Read(out refused) ?? [];
        List<(Order Order, string Real, string Key)> lines = [];
        if (refused.Length == 0 && content.Length > 0 && !OrderText.TryRead(content, out lines))
        {
            refused = "is not whole, or no file of orders";
        }

        if (refused.Length > 0)
        {
            _facts.Post(new Fact(FactKind.OrdersUnread)
            { TimeUs = nowUs, Detail = _facts.Details.Keep(Encoding.ASCII.GetBytes(refused)) });
        }

        Dictionary<string, int> places = lines.Count == 0 ? [] : Places();
        foreach ((Order order, string real, string key) in lines)
        {
            if (places.TryGetValue($"{real} {key}", out int index) && _count < Limit)
            {
                // A time that lies ahead is of before the machine's start: no connection has outlived that.
                Order taken = order.SinceUs > nowUs ? order with { SinceUs = nowUs } : order;
                Set(index, taken, nowUs);
                Tell(index, taken, who: -1, nowUs);
            }
            else
            {
                // It has ended with its real server, and must not come back with it.
                _saveUs = 0;
            }
        }
    }

    /// <summary>Takes an order of an operator, in place of what was ordered about the real server before.</summary>
    /// <param name="real">The real server.</param>
    /// <param name="order">The order.</param>
    /// <param name="userId">Who gave it.</param>
    /// <param name="nowUs">Now.</param>
    /// <returns>False when there are too many orders.</returns>
    public bool Give(int real, Order order, uint userId, long nowUs)
    {
        if (order.Kind == OrderKind.Draining)
        {
            bool isOn = _orders[real].Kind == OrderKind.Draining;
            order = order with { SinceUs = isOn ? _orders[real].SinceUs : nowUs };
        }

        bool isNew = _orders[real] == Order.None && order != Order.None;
        if (isNew && _count == Limit)
        {
            return false;
        }

        if (_orders[real] == order)
        {
            return true;
        }

        Set(real, order, nowUs);
        Tell(real, order, unchecked((int)userId), nowUs);
        Save(nowUs);
        return true;
    }

    /// <summary>Looks at what drains, and tries again what could not be saved.</summary>
    public void Tend(long nowUs)
    {
        if (nowUs >= _lookUs)
        {
            _lookUs = nowUs + LookUs;
            for (int real = 0; real < _orders.Length && _draining > 0; real++)
            {
                if (_orders[real].Kind == OrderKind.Draining)
                {
                    LookAt(real, nowUs);
                }
            }

            _lookUs = _draining > 0 ? _lookUs : long.MaxValue;
        }

        if (nowUs >= _saveUs)
        {
            Save(nowUs);
        }
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        Order[] old = _orders;
        _plan = change.New;
        _keys = Keys(_plan);
        _orders = new Order[_plan.Reals.Length];
        _quietUs = new long[_orders.Length];
        (int before, _count, _draining) = (_count, 0, 0);
        for (int real = 0; real < _orders.Length; real++)
        {
            if (change.OldReal[real] is >= 0 and int was && old[was] != Order.None)
            {
                _orders[real] = old[was];
                _quietUs[real] = -1;
                _count++;
                _draining += old[was].Kind == OrderKind.Draining ? 1 : 0;
            }
        }

        if (_count != before)
        {
            // Those whose real servers are gone must not come back with them at the next start.
            _saveUs = 0;
        }
    }

    private static string[] Keys(Plan plan) => Array.ConvertAll(plan.Services, service => service.Key.ToString());

    private Dictionary<string, int> Places()
    {
        Dictionary<string, int> places = [];
        for (int real = 0; real < _plan.Reals.Length; real++)
        {
            places[$"{_plan.Reals[real].Endpoint} {_keys[_plan.Reals[real].Service]}"] = real;
        }

        return places;
    }

    private void Set(int real, Order order, long nowUs)
    {
        _count += (order == Order.None ? 0 : 1) - (_orders[real] == Order.None ? 0 : 1);
        _draining += (order.Kind == OrderKind.Draining ? 1 : 0)
            - (_orders[real].Kind == OrderKind.Draining ? 1 : 0);
        _orders[real] = order;
        if (order.Kind == OrderKind.Draining)
        {
            _quietUs[real] = -1;
            _lookUs = Math.Min(_lookUs, nowUs + LookUs);
        }
    }

    private void Tell(int real, Order order, int who, long nowUs) => _loop.Order(new Fact(FactKind.Ordered)
    {
        TimeUs = nowUs,
        Service = _plan.Reals[real].Service,
        Real = real,
        A = (int)order.Kind,
        B = order.Weight,
        C = who,
        DurationUs = order.LimitUs,
    });

    private void LookAt(int real, long nowUs)
    {
        Order order = _orders[real];
        long left = ConnectionsLeft(real, in order);
        bool isOver = order.LimitUs >= 0 && nowUs - order.SinceUs >= order.LimitUs;
        if (left != 0 && !isOver)
        {
            return;
        }

        Set(real, new Order(OrderKind.Drained, order.Weight), nowUs);
        _loop.Order(new Fact(FactKind.Drained)
        {
            TimeUs = nowUs,
            Service = _plan.Reals[real].Service,
            Real = real,
            A = (int)OrderKind.Drained,
            B = order.Weight,
            C = (int)Math.Min(left, int.MaxValue),
            DurationUs = nowUs - order.SinceUs,
        });

        // Once for all that end in this turn: each writing waits for the disk.
        _saveUs = nowUs;
    }

    /// <summary>By a count that began after the first reading of the table which showed the weight 0: an earlier one
    /// may be from before it. -1 while there is none; 0 for one that does not stand in the table.</summary>
    private long ConnectionsLeft(int real, in Order order)
    {
        long readUs = _view.TableReadUs;
        if (readUs <= order.SinceUs)
        {
            return -1;
        }

        int weight = _view.WeightInTable(real);
        if (weight != 0)
        {
            _quietUs[real] = -1;
            return weight < 0 ? 0 : -1;
        }

        _quietUs[real] = _quietUs[real] < 0 ? readUs : _quietUs[real];
        return _view.ConnectionsAfter(real, _quietUs[real]);
    }

    private void Save(long nowUs)
    {
        _saveUs = long.MaxValue;
        if (_file is null)
        {
            return;
        }

        int length = OrderText.Write(_room, _plan, _keys, _orders);
        OsError error = _file.Write(_room.AsSpan(0, length));
        if (error == OsError.None)
        {
            _isUnsavedTold = false;
            return;
        }

        _saveUs = nowUs + RetryUs;
        if (!_isUnsavedTold)
        {
            _isUnsavedTold = true;
            _facts.Post(new Fact(FactKind.OrdersUnsaved)
            { TimeUs = nowUs, Detail = _facts.Details.Keep(Why(error)) });
        }
    }

    private static ReadOnlySpan<byte> Why(OsError error) => error switch
    {
        OsError.NoSpace => "no space left"u8,
        OsError.NotPermitted => "not permitted, or a read-only file system"u8,
        OsError.NotFound => "the folder is not there"u8,
        OsError.NoDescriptor => "no descriptor"u8,
        _ => "the file could not be written"u8,
    };
}
