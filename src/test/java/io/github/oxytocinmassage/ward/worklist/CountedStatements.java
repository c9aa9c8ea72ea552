package io.github.oxytocinmassage.ward.worklist;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts the statements that are sent to the database. */
class CountedStatements implements BeanPostProcessor {

    private final AtomicInteger count = new AtomicInteger();

    void reset() {
        count.set(0);
    }

    int count() {
        return count.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? counted(DataSource.class, source) : bean;
    }

    private Object counted(Class<?> type, Object inner) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                if (method.getName().equals("prepareStatement")
                        || method.getName().equals("createStatement")) {
                    count.incrementAndGet();
                }
                Object result = method.invoke(inner, arguments);
                return result instanceof Connection connection ? counted(Connection.class, connection) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
