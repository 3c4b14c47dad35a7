import streamlit as st
import work

values = [st.slider(name, 0.0, 1.0, 0.0, 0.01) for name in ("power", "bureaucracy", "expertise")]
for chart in work.charts(*work.frames(*values)):
    st.altair_chart(chart)
